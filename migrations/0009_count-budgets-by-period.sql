ALTER TABLE "budget_counters" DROP CONSTRAINT "budget_counters_period_id_budget_periods_id_fk";
--> statement-breakpoint
ALTER TABLE "budget_counters" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "budget_periods" ADD COLUMN "built_bucket" integer;--> statement-breakpoint
ALTER TABLE "budget_periods" ADD COLUMN "is_partial" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "armed_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "laid_out_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "budgets" DROP COLUMN "built_bucket";