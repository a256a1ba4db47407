CREATE TABLE "label_day_rollups" (
	"label_id" integer NOT NULL,
	"zone_id" smallint NOT NULL,
	"day" integer NOT NULL,
	"requests" bigint NOT NULL,
	"errors" bigint NOT NULL,
	"priced" bigint NOT NULL,
	"partial" bigint NOT NULL,
	"reported" bigint NOT NULL,
	"unpriced" bigint NOT NULL,
	"invalid" bigint NOT NULL,
	"cost_pico_usd" numeric NOT NULL,
	"input_tokens" bigint NOT NULL,
	"cache_read_tokens" bigint NOT NULL,
	"cache_write_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"latency" numeric NOT NULL,
	CONSTRAINT "label_day_rollups_label_id_zone_id_day_pk" PRIMARY KEY("label_id","zone_id","day")
);
--> statement-breakpoint
CREATE TABLE "rollup_zones" (
	"id" smallint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rollup_zones_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 32767 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"state" text NOT NULL,
	"built_bucket" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_day_rollups" (
	"project_id" integer NOT NULL,
	"user_id" text NOT NULL,
	"zone_id" smallint NOT NULL,
	"day" integer NOT NULL,
	"requests" bigint NOT NULL,
	"errors" bigint NOT NULL,
	"priced" bigint NOT NULL,
	"partial" bigint NOT NULL,
	"reported" bigint NOT NULL,
	"unpriced" bigint NOT NULL,
	"invalid" bigint NOT NULL,
	"cost_pico_usd" numeric NOT NULL,
	"input_tokens" bigint NOT NULL,
	"cache_read_tokens" bigint NOT NULL,
	"cache_write_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	CONSTRAINT "user_day_rollups_project_id_zone_id_day_user_id_pk" PRIMARY KEY("project_id","zone_id","day","user_id")
);
--> statement-breakpoint
CREATE TABLE "declared_tags" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "declared_tags_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"project_id" integer NOT NULL,
	"key" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"retention_months" integer,
	"events_kept_from" timestamp with time zone,
	"kept_from_set_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "series_rollups" DROP CONSTRAINT "series_rollups_series_id_day_pk";--> statement-breakpoint
ALTER TABLE "repriced_events" ALTER COLUMN "lines" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "usage_events" ALTER COLUMN "request" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "usage_events" ALTER COLUMN "lines" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "usage_events" ALTER COLUMN "raw_usage" SET DATA TYPE json;--> statement-breakpoint
-- Daily rollups are built again from the events, in the background, with latencies and by zone.
TRUNCATE "series_rollups";--> statement-breakpoint
ALTER TABLE "series_rollups" ADD COLUMN "zone_id" smallint NOT NULL;--> statement-breakpoint
ALTER TABLE "series_rollups" ADD COLUMN "latency" numeric NOT NULL;--> statement-breakpoint
ALTER TABLE "series_rollups" ADD CONSTRAINT "series_rollups_series_id_zone_id_day_pk" PRIMARY KEY("series_id","zone_id","day");--> statement-breakpoint
ALTER TABLE "usage_events" ADD COLUMN "sent_labels" json;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "series_capped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "series" ADD COLUMN "tags" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "declared_tags" ADD CONSTRAINT "declared_tags_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "rollup_zones_state" ON "rollup_zones" USING btree ("state") WHERE "rollup_zones"."state" <> 'retired';--> statement-breakpoint
CREATE UNIQUE INDEX "declared_tags_key" ON "declared_tags" USING btree ("project_id","key") WHERE "declared_tags"."retired_at" is null;--> statement-breakpoint
INSERT INTO "settings" DEFAULT VALUES;--> statement-breakpoint
INSERT INTO "rollup_zones" ("name", "state", "built_bucket")
SELECT 'UTC', CASE WHEN stored THEN 'building' ELSE 'active' END, CASE WHEN stored THEN 0 END
FROM (SELECT EXISTS (SELECT FROM "usage_events") AS stored) AS events;--> statement-breakpoint
-- The same rows are updated again and again: room on the page keeps that from touching the index.
ALTER TABLE "label_day_rollups" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "user_day_rollups" SET (fillfactor = 70);
