ALTER TABLE "projects" ALTER COLUMN "cost_basis" SET DEFAULT 'automatic';--> statement-breakpoint
ALTER TABLE "usage_events" ADD COLUMN "response_model" text;--> statement-breakpoint
ALTER TABLE "usage_events" ADD COLUMN "request" jsonb;