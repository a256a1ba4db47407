CREATE TYPE "public"."cost_status" AS ENUM('priced', 'partial', 'reported', 'unpriced', 'invalid');--> statement-breakpoint
CREATE TABLE "usage_events" (
	"project_id" integer NOT NULL,
	"id" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"series_id" integer NOT NULL,
	"content_hash" bigint NOT NULL,
	"cost_status" "cost_status" NOT NULL,
	"cost_reason" text,
	"cost_pico_usd" bigint,
	"reported_pico_usd" bigint,
	"catalogue" text,
	"input_tokens" bigint NOT NULL,
	"cache_read_tokens" bigint NOT NULL,
	"cache_write_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"reasoning_tokens" bigint NOT NULL,
	"failed" boolean NOT NULL,
	"error_code" text,
	"latency_ms" integer,
	"time_to_first_token_ms" integer,
	"quality" real,
	"user_id" text,
	"session_id" text,
	"trace_id" text,
	"prompt_hash" text,
	"routed_from" text,
	"tags" jsonb,
	"lines" jsonb,
	"raw_usage" jsonb,
	CONSTRAINT "usage_events_pkey" PRIMARY KEY("project_id","id","occurred_at"),
	CONSTRAINT "usage_events_cost" CHECK ("usage_events"."cost_pico_usd" >= 0)
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
-- Catches events of a month that has no partition yet, so that none is refused.
CREATE TABLE "usage_events_default" PARTITION OF "usage_events" DEFAULT;
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "setup_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'viewer' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"project_id" integer NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "projects_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "label_rollups" (
	"label_id" integer NOT NULL,
	"bucket" integer NOT NULL,
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
	CONSTRAINT "label_rollups_label_id_bucket_pk" PRIMARY KEY("label_id","bucket")
);
--> statement-breakpoint
CREATE TABLE "series_rollups" (
	"series_id" integer NOT NULL,
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
	CONSTRAINT "series_rollups_series_id_day_pk" PRIMARY KEY("series_id","day")
);
--> statement-breakpoint
CREATE TABLE "labels" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "labels_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"project_id" integer NOT NULL,
	"name" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "labels_name_value" UNIQUE("project_id","name","value")
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "series_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"project_id" integer NOT NULL,
	"fingerprint" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"operation" text NOT NULL,
	"service_tier" text NOT NULL,
	"region" text NOT NULL,
	"environment" text NOT NULL,
	"team" text NOT NULL,
	"feature" text NOT NULL,
	"task" text NOT NULL,
	CONSTRAINT "series_fingerprint" UNIQUE("project_id","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "series_labels" (
	"series_id" integer NOT NULL,
	"label_id" integer NOT NULL,
	CONSTRAINT "series_labels_series_id_label_id_pk" PRIMARY KEY("series_id","label_id")
);
--> statement-breakpoint
CREATE TABLE "series_styles" (
	"label" text NOT NULL,
	"key" text NOT NULL,
	"slot" smallint NOT NULL,
	CONSTRAINT "series_styles_label_key_pk" PRIMARY KEY("label","key")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labels" ADD CONSTRAINT "labels_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_labels" ADD CONSTRAINT "series_labels_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_labels" ADD CONSTRAINT "series_labels_label_id_labels_id_fk" FOREIGN KEY ("label_id") REFERENCES "public"."labels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "usage_events_occurred_at" ON "usage_events" USING btree ("project_id","occurred_at");--> statement-breakpoint
CREATE INDEX "accounts_user_id" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "api_keys_project_id" ON "api_keys" USING btree ("project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_name" ON "projects" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "series_labels_label_id" ON "series_labels" USING btree ("label_id");--> statement-breakpoint
-- The same rows are updated again and again: room on the page keeps that from touching the index.
ALTER TABLE "label_rollups" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "series_rollups" SET (fillfactor = 70);
