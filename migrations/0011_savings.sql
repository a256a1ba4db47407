CREATE TABLE "opportunities" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "opportunities_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"project_id" integer NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"state" text NOT NULL,
	"finding" jsonb NOT NULL,
	"decided" jsonb,
	"owner" text,
	"target_date" date,
	"reason" text,
	"dismissed_until" timestamp with time zone,
	"one_off_pico_usd" numeric DEFAULT '0' NOT NULL,
	"counted_from" timestamp with time zone,
	"accepted_by" text,
	"state_changed_at" timestamp with time zone NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "opportunities_key" UNIQUE("project_id","key")
);
--> statement-breakpoint
CREATE TABLE "savings_ledger" (
	"opportunity_id" integer NOT NULL,
	"month" date NOT NULL,
	"requests" integer NOT NULL,
	"unknown_requests" integer NOT NULL,
	"counterfactual_pico_usd" numeric NOT NULL,
	"actual_pico_usd" numeric NOT NULL,
	"overhead_pico_usd" numeric NOT NULL,
	"realised_pico_usd" numeric NOT NULL,
	"quality" jsonb,
	"closed_at" timestamp with time zone,
	CONSTRAINT "savings_ledger_opportunity_id_month_pk" PRIMARY KEY("opportunity_id","month")
);
--> statement-breakpoint
CREATE TABLE "savings_projects" (
	"project_id" integer PRIMARY KEY NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"requested_at" timestamp with time zone,
	"refreshed_at" timestamp with time zone,
	"error" text,
	"lease_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "savings_ledger" ADD CONSTRAINT "savings_ledger_opportunity_id_opportunities_id_fk" FOREIGN KEY ("opportunity_id") REFERENCES "public"."opportunities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "savings_projects" ADD CONSTRAINT "savings_projects_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "opportunities_state" ON "opportunities" USING btree ("state");