PRAGMA application_id = 1396985905;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num TEXT NOT NULL, 
	PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('2');
CREATE TABLE attendances (
	id TEXT NOT NULL, 
	event_id TEXT NOT NULL CONSTRAINT event_id_kind CHECK (typeof("event_id") IN ('text')), 
	participant_id TEXT NOT NULL CONSTRAINT participant_id_kind CHECK (typeof("participant_id") IN ('text')), 
	arrival TEXT CONSTRAINT arrival_kind CHECK (typeof("arrival") IN ('text', 'null')), 
	departure TEXT CONSTRAINT departure_kind CHECK (typeof("departure") IN ('text', 'null')), 
	no_show INTEGER NOT NULL CONSTRAINT no_show_kind CHECK (typeof("no_show") IN ('integer')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "attendances" VALUES('e697a6a3-ff7b-5944-9a28-88e7ea3d57bd','e1','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','{"at":"2026-11-20T19:30:00.250Z","round":1}',NULL,0,0,0);
CREATE TABLE cards (
	id TEXT NOT NULL, 
	event_id TEXT NOT NULL CONSTRAINT event_id_kind CHECK (typeof("event_id") IN ('text')), 
	giver_id TEXT NOT NULL CONSTRAINT giver_id_kind CHECK (typeof("giver_id") IN ('text')), 
	receiver_id TEXT NOT NULL CONSTRAINT receiver_id_kind CHECK (typeof("receiver_id") IN ('text')), 
	answer TEXT NOT NULL CONSTRAINT answer_kind CHECK (typeof("answer") IN ('text')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "cards" VALUES('14b1abfb-c5b2-5441-ad31-33b0cf1b8c5b','e1','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','01a1f85e-d4d8-7e32-9313-1e64e618fee7','friends',0,0);
CREATE TABLE clock (
	id INTEGER NOT NULL CONSTRAINT id_kind CHECK (id = 1), 
	last INTEGER NOT NULL, 
	offset_ms INTEGER NOT NULL, 
	device BLOB NOT NULL CONSTRAINT device_kind CHECK (length(device) = 8), 
	applying INTEGER NOT NULL, 
	octets BLOB NOT NULL, 
	hlc BLOB GENERATED ALWAYS AS (CAST(substr(octets, (last >> 56 & 255) + 1, 1) || substr(octets, (last >> 48 & 255) + 1, 1) || substr(octets, (last >> 40 & 255) + 1, 1) || substr(octets, (last >> 32 & 255) + 1, 1) || substr(octets, (last >> 24 & 255) + 1, 1) || substr(octets, (last >> 16 & 255) + 1, 1) || substr(octets, (last >> 8 & 255) + 1, 1) || substr(octets, (last >> 0 & 255) + 1, 1) || device AS BLOB)) VIRTUAL, 
	PRIMARY KEY (id)
);
INSERT INTO "clock" VALUES(1,117648151483580416,0,X'D1F26D843E11032C',0,X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F404142434445464748494A4B4C4D4E4F505152535455565758595A5B5C5D5E5F606162636465666768696A6B6C6D6E6F707172737475767778797A7B7C7D7E7F808182838485868788898A8B8C8D8E8F909192939495969798999A9B9C9D9E9FA0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBCBDBEBFC0C1C2C3C4C5C6C7C8C9CACBCCCDCECFD0D1D2D3D4D5D6D7D8D9DADBDCDDDEDFE0E1E2E3E4E5E6E7E8E9EAEBECEDEEEFF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF');
CREATE TABLE events (
	id TEXT NOT NULL, 
	name TEXT NOT NULL CONSTRAINT name_kind CHECK (typeof("name") IN ('text')), 
	"when" TEXT NOT NULL CONSTRAINT when_kind CHECK (typeof("when") IN ('text')), 
	venue TEXT NOT NULL CONSTRAINT venue_kind CHECK (typeof("venue") IN ('text')), 
	state TEXT NOT NULL CONSTRAINT state_kind CHECK (typeof("state") IN ('text')), 
	rounds INTEGER NOT NULL CONSTRAINT rounds_kind CHECK (typeof("rounds") IN ('integer')), 
	minutes_per_round INTEGER NOT NULL CONSTRAINT minutes_per_round_kind CHECK (typeof("minutes_per_round") IN ('integer')), 
	minutes_of_break INTEGER NOT NULL CONSTRAINT minutes_of_break_kind CHECK (typeof("minutes_of_break") IN ('integer')), 
	priority TEXT NOT NULL CONSTRAINT priority_kind CHECK (typeof("priority") IN ('text')), 
	effort TEXT NOT NULL CONSTRAINT effort_kind CHECK (typeof("effort") IN ('text')), 
	seed INTEGER NOT NULL CONSTRAINT seed_kind CHECK (typeof("seed") IN ('integer')), 
	weights TEXT NOT NULL CONSTRAINT weights_kind CHECK (typeof("weights") IN ('text')), 
	two_sided INTEGER NOT NULL CONSTRAINT two_sided_kind CHECK (typeof("two_sided") IN ('integer')), 
	interest TEXT CONSTRAINT interest_kind CHECK (typeof("interest") IN ('text', 'null')), 
	breaks TEXT NOT NULL CONSTRAINT breaks_kind CHECK (typeof("breaks") IN ('text')), 
	plan_id TEXT NOT NULL CONSTRAINT plan_id_kind CHECK (typeof("plan_id") IN ('text')), 
	archived INTEGER NOT NULL CONSTRAINT archived_kind CHECK (typeof("archived") IN ('integer')), 
	language TEXT NOT NULL CONSTRAINT language_kind CHECK (typeof("language") IN ('text')), 
	notes TEXT NOT NULL CONSTRAINT notes_kind CHECK (typeof("notes") IN ('text')), 
	warning_seconds INTEGER NOT NULL CONSTRAINT warning_seconds_kind CHECK (typeof("warning_seconds") IN ('integer')), 
	bell INTEGER NOT NULL CONSTRAINT bell_kind CHECK (typeof("bell") IN ('integer')), 
	moves_on INTEGER NOT NULL CONSTRAINT moves_on_kind CHECK (typeof("moves_on") IN ('integer')), 
	end_at TEXT NOT NULL CONSTRAINT end_at_kind CHECK (typeof("end_at") IN ('text')), 
	display TEXT NOT NULL CONSTRAINT display_kind CHECK (typeof("display") IN ('text')), 
	answers TEXT NOT NULL CONSTRAINT answers_kind CHECK (typeof("answers") IN ('text')), 
	delete_on TEXT NOT NULL CONSTRAINT delete_on_kind CHECK (typeof("delete_on") IN ('text')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "events" VALUES('e1','Soirée','{"date":"2026-11-20","time":"19:30","zone":""}','Lyon','planned',2,10,2,'balanced','normal',1,'{"equity":1,"meetings":1,"table_balance":1}',0,NULL,'never','01a1f85e-d53f-7b82-a1b3-1fef469b7540',0,'','',60,1,1,'','first-names','["yes","friends","no"]','',0,0);
CREATE TABLE identities (
	id TEXT NOT NULL, 
	who TEXT NOT NULL CONSTRAINT who_kind CHECK (typeof("who") IN ('text')), 
	same INTEGER NOT NULL CONSTRAINT same_kind CHECK (typeof("same") IN ('integer')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "identities" VALUES('2bb2a29d-7754-513b-804d-437f438ec11a','["01a1f85e-d4d8-7d66-a568-5f78a0a01ddd","p-earlier"]',1,0,0);
CREATE TABLE journal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	owner INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	params TEXT NOT NULL, 
	undone INTEGER NOT NULL
);
INSERT INTO "journal" VALUES(1,1,'event','{}',0);
INSERT INTO "journal" VALUES(2,1,'plan','{}',0);
INSERT INTO "journal" VALUES(3,1,'evening','{}',0);
INSERT INTO "journal" VALUES(4,1,'mark as VIP','{}',0);
INSERT INTO "journal" VALUES(5,1,'delete','{}',0);
INSERT INTO "journal" VALUES(6,1,'rename','{}',1);
CREATE TABLE journal_change (
	entry INTEGER NOT NULL, 
	tbl TEXT NOT NULL, 
	row_id TEXT NOT NULL, 
	field TEXT NOT NULL, 
	"before" BLOB, 
	"after" BLOB, 
	PRIMARY KEY (entry, tbl, row_id, field)
)
 WITHOUT ROWID

;
INSERT INTO "journal_change" VALUES(1,'events','e1','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'met_before','07d9136b-a03f-5e02-b46b-549bca01d761','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'rules','626d4e4e-6a5b-50b7-8a29-a60564d51a3c','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'rules','9e37ae36-6d81-5f35-b10b-9cf7002967e6','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'tables','t1','_deleted',1,0);
INSERT INTO "journal_change" VALUES(1,'tables','t2','_deleted',1,0);
INSERT INTO "journal_change" VALUES(2,'events','e1','plan_id','','01a1f85e-d53f-7b82-a1b3-1fef469b7540');
INSERT INTO "journal_change" VALUES(2,'events','e1','state','draft','planned');
INSERT INTO "journal_change" VALUES(2,'plan_parts','cbff835e-191a-5105-a71e-a0871acbc1e8','_deleted',1,0);
INSERT INTO "journal_change" VALUES(2,'plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','_deleted',1,0);
INSERT INTO "journal_change" VALUES(3,'attendances','e697a6a3-ff7b-5944-9a28-88e7ea3d57bd','_deleted',1,0);
INSERT INTO "journal_change" VALUES(3,'cards','14b1abfb-c5b2-5441-ad31-33b0cf1b8c5b','_deleted',1,0);
INSERT INTO "journal_change" VALUES(3,'identities','2bb2a29d-7754-513b-804d-437f438ec11a','_deleted',1,0);
INSERT INTO "journal_change" VALUES(3,'mails','3be43d66-935c-54f3-ba4c-c52096e31f58','_deleted',1,0);
INSERT INTO "journal_change" VALUES(3,'rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','_deleted',1,0);
INSERT INTO "journal_change" VALUES(3,'sittings','s1','_deleted',1,0);
INSERT INTO "journal_change" VALUES(4,'participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','attributes','{}','{"company":"X"}');
INSERT INTO "journal_change" VALUES(4,'participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','vip',0,1);
INSERT INTO "journal_change" VALUES(5,'participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','_deleted',0,1);
INSERT INTO "journal_change" VALUES(6,'participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','last_name','','Undone');
CREATE TABLE mails (
	id TEXT NOT NULL, 
	event_id TEXT NOT NULL CONSTRAINT event_id_kind CHECK (typeof("event_id") IN ('text')), 
	participant_id TEXT NOT NULL CONSTRAINT participant_id_kind CHECK (typeof("participant_id") IN ('text')), 
	kind TEXT NOT NULL CONSTRAINT kind_kind CHECK (typeof("kind") IN ('text')), 
	delivery TEXT NOT NULL CONSTRAINT delivery_kind CHECK (typeof("delivery") IN ('text')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "mails" VALUES('3be43d66-935c-54f3-ba4c-c52096e31f58','e1','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','result','{"at":"2026-11-20T19:30:00.250Z","error":"550","state":"failed"}',0,0);
CREATE TABLE met_before (
	id TEXT NOT NULL, 
	who TEXT NOT NULL CONSTRAINT who_kind CHECK (typeof("who") IN ('text')), 
	weight INTEGER NOT NULL CONSTRAINT weight_kind CHECK (typeof("weight") IN ('integer')), 
	source TEXT NOT NULL CONSTRAINT source_kind CHECK (typeof("source") IN ('text')), 
	event_id TEXT NOT NULL CONSTRAINT event_id_kind CHECK (typeof("event_id") IN ('text')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "met_before" VALUES('07d9136b-a03f-5e02-b46b-549bca01d761','["01a1f85e-d4d8-7d66-a568-5f78a0a01ddd","01a1f85e-d4d8-7e61-9309-b1ed1366c3de"]',2,'Bal','e1',0,0);
CREATE TABLE participants (
	id TEXT NOT NULL, 
	first_name TEXT NOT NULL CONSTRAINT first_name_kind CHECK (typeof("first_name") IN ('text')), 
	last_name TEXT NOT NULL CONSTRAINT last_name_kind CHECK (typeof("last_name") IN ('text')), 
	email TEXT NOT NULL CONSTRAINT email_kind CHECK (typeof("email") IN ('text')), 
	phone TEXT NOT NULL CONSTRAINT phone_kind CHECK (typeof("phone") IN ('text')), 
	vip INTEGER NOT NULL CONSTRAINT vip_kind CHECK (typeof("vip") IN ('integer')), 
	side TEXT NOT NULL CONSTRAINT side_kind CHECK (typeof("side") IN ('text')), 
	gender TEXT NOT NULL CONSTRAINT gender_kind CHECK (typeof("gender") IN ('text')), 
	looking_for TEXT NOT NULL CONSTRAINT looking_for_kind CHECK (typeof("looking_for") IN ('text')), 
	age INTEGER CONSTRAINT age_kind CHECK (typeof("age") IN ('integer', 'null')), 
	age_min INTEGER CONSTRAINT age_min_kind CHECK (typeof("age_min") IN ('integer', 'null')), 
	age_max INTEGER CONSTRAINT age_max_kind CHECK (typeof("age_max") IN ('integer', 'null')), 
	rounds TEXT CONSTRAINT rounds_kind CHECK (typeof("rounds") IN ('text', 'null')), 
	tags TEXT NOT NULL CONSTRAINT tags_kind CHECK (typeof("tags") IN ('text')), 
	attributes TEXT NOT NULL CONSTRAINT attributes_kind CHECK (typeof("attributes") IN ('text')), 
	consent INTEGER CONSTRAINT consent_kind CHECK (typeof("consent") IN ('integer', 'null')), 
	notes TEXT NOT NULL CONSTRAINT notes_kind CHECK (typeof("notes") IN ('text')), 
	event_id TEXT NOT NULL CONSTRAINT event_id_kind CHECK (typeof("event_id") IN ('text')), 
	reference TEXT NOT NULL CONSTRAINT reference_kind CHECK (typeof("reference") IN ('text')), 
	position INTEGER NOT NULL CONSTRAINT position_kind CHECK (typeof("position") IN ('integer')), 
	walk_in INTEGER NOT NULL CONSTRAINT walk_in_kind CHECK (typeof("walk_in") IN ('integer')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "participants" VALUES('01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','Ada','','','',1,'','','[]',NULL,NULL,NULL,NULL,'["x"]','{"company":"X"}',NULL,'','e1','r0',1,0,0,0);
INSERT INTO "participants" VALUES('01a1f85e-d4d8-7e32-9313-1e64e618fee7','Zoë','','','',0,'','','[]',NULL,NULL,NULL,NULL,'["x"]','{}',NULL,'','e1','r1',2,0,0,0);
INSERT INTO "participants" VALUES('01a1f85e-d4d8-7e61-9309-b1ed1366c3de','李','','','',0,'','','[]',NULL,NULL,NULL,NULL,'["x"]','{}',NULL,'','e1','r2',3,0,0,0);
INSERT INTO "participants" VALUES('01a1f85e-d4d8-7e82-98b9-c4c183bb781e','Bob','','','',0,'','','[]',NULL,NULL,NULL,NULL,'["x"]','{}',NULL,'','e1','r3',4,0,0,0);
INSERT INTO "participants" VALUES('01a1f85e-d4d8-7eac-858c-e60a956f7a0f','Cem','','','',0,'','','[]',NULL,NULL,NULL,NULL,'["x"]','{}',NULL,'','e1','r4',5,0,0,0);
INSERT INTO "participants" VALUES('01a1f85e-d4d8-7ecb-8215-af69add1d070','Dee','','','',0,'','','[]',NULL,NULL,NULL,NULL,'["x"]','{}',NULL,'','e1','r5',6,0,1,0);
CREATE TABLE plan_parts (
	id TEXT NOT NULL, 
	plan_id TEXT NOT NULL CONSTRAINT plan_id_kind CHECK (typeof("plan_id") IN ('text')), 
	number INTEGER NOT NULL CONSTRAINT number_kind CHECK (typeof("number") IN ('integer')), 
	text TEXT NOT NULL CONSTRAINT text_kind CHECK (typeof("text") IN ('text')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "plan_parts" VALUES('cbff835e-191a-5105-a71e-a0871acbc1e8','01a1f85e-d53f-7b82-a1b3-1fef469b7540',0,'{"front":[],"metrics":{"bound":12,"broken":{"apart":2,"seats":0},"gap":1,"quality":{"score":61},"repeats":2,"rules":[{"broken":2}],"unique":10},"people":["01a1f85e-d4d8-7d66-a568-5f78a0a01ddd","01a1f85e-d4d8-7e32-9313-1e64e618fee7","01a1f85e-d4d8-7e61-9309-b1ed1366c3de","01a1f85e-d4d8-7e82-98b9-c4c183bb781e","01a1f85e-d4d8-7eac-858c-e60a956f7a0f","01a1f85e-d4d8-7ecb-8215-af69add1d070"],"proof":{"method":"local search","proved_best":false,"stopped":""},"seating":[[0,0,0,1,1,1],[0,0,1,1,1,0]],"tables":["t1","t2"]}',0,0);
CREATE TABLE plans (
	id TEXT NOT NULL, 
	event_id TEXT NOT NULL CONSTRAINT event_id_kind CHECK (typeof("event_id") IN ('text')), 
	made_at TEXT NOT NULL CONSTRAINT made_at_kind CHECK (typeof("made_at") IN ('text')), 
	seed INTEGER NOT NULL CONSTRAINT seed_kind CHECK (typeof("seed") IN ('integer')), 
	effort TEXT NOT NULL CONSTRAINT effort_kind CHECK (typeof("effort") IN ('text')), 
	priority TEXT NOT NULL CONSTRAINT priority_kind CHECK (typeof("priority") IN ('text')), 
	method TEXT NOT NULL CONSTRAINT method_kind CHECK (typeof("method") IN ('text')), 
	stopped TEXT NOT NULL CONSTRAINT stopped_kind CHECK (typeof("stopped") IN ('text')), 
	digest TEXT NOT NULL CONSTRAINT digest_kind CHECK (typeof("digest") IN ('text')), 
	people INTEGER NOT NULL CONSTRAINT people_kind CHECK (typeof("people") IN ('integer')), 
	tables INTEGER NOT NULL CONSTRAINT tables_kind CHECK (typeof("tables") IN ('integer')), 
	rounds INTEGER NOT NULL CONSTRAINT rounds_kind CHECK (typeof("rounds") IN ('integer')), 
	"unique" INTEGER NOT NULL CONSTRAINT unique_kind CHECK (typeof("unique") IN ('integer')), 
	bound INTEGER NOT NULL CONSTRAINT bound_kind CHECK (typeof("bound") IN ('integer')), 
	proved INTEGER NOT NULL CONSTRAINT proved_kind CHECK (typeof("proved") IN ('integer')), 
	gap INTEGER NOT NULL CONSTRAINT gap_kind CHECK (typeof("gap") IN ('integer')), 
	repeats INTEGER NOT NULL CONSTRAINT repeats_kind CHECK (typeof("repeats") IN ('integer')), 
	broken INTEGER NOT NULL CONSTRAINT broken_kind CHECK (typeof("broken") IN ('integer')), 
	score FLOAT NOT NULL CONSTRAINT score_kind CHECK (typeof("score") IN ('real')), 
	parts INTEGER NOT NULL CONSTRAINT parts_kind CHECK (typeof("parts") IN ('integer')), 
	content TEXT NOT NULL CONSTRAINT content_kind CHECK (typeof("content") IN ('text')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "plans" VALUES('01a1f85e-d53f-7b82-a1b3-1fef469b7540','e1','2026-11-20T09:52:06Z',1,'normal','balanced','local search','','da16705553a42a707ef402c8c36c1a15b206681a0d31a79ae2c503e815853ce5',6,2,2,10,12,0,1,2,2,61.0,1,'85c434650fae14cbac10af2849502a785605ccc0ff8851947df10925aa96bed8',0,0);
CREATE TABLE rounds (
	id TEXT NOT NULL, 
	event_id TEXT NOT NULL CONSTRAINT event_id_kind CHECK (typeof("event_id") IN ('text')), 
	number INTEGER NOT NULL CONSTRAINT number_kind CHECK (typeof("number") IN ('integer')), 
	plan_id TEXT NOT NULL CONSTRAINT plan_id_kind CHECK (typeof("plan_id") IN ('text')), 
	started TEXT NOT NULL CONSTRAINT started_kind CHECK (typeof("started") IN ('text')), 
	seconds INTEGER NOT NULL CONSTRAINT seconds_kind CHECK (typeof("seconds") IN ('integer')), 
	pause TEXT NOT NULL CONSTRAINT pause_kind CHECK (typeof("pause") IN ('text')), 
	ended TEXT NOT NULL CONSTRAINT ended_kind CHECK (typeof("ended") IN ('text')), 
	rest_seconds INTEGER NOT NULL CONSTRAINT rest_seconds_kind CHECK (typeof("rest_seconds") IN ('integer')), 
	rest_pause TEXT NOT NULL CONSTRAINT rest_pause_kind CHECK (typeof("rest_pause") IN ('text')), 
	sitting_id TEXT NOT NULL CONSTRAINT sitting_id_kind CHECK (typeof("sitting_id") IN ('text')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "rounds" VALUES('1f3931f1-4dfc-5966-9bdd-b65f649725ea','e1',1,'01a1f85e-d53f-7b82-a1b3-1fef469b7540','2026-11-20T19:30:00.250Z',600,'{"milliseconds":1500,"since":"2026-11-20T19:30:00.250Z"}','',0,'{"milliseconds":0,"since":""}','s1',0,0);
CREATE TABLE rules (
	id TEXT NOT NULL, 
	rule TEXT NOT NULL CONSTRAINT rule_kind CHECK (typeof("rule") IN ('text')), 
	event_id TEXT NOT NULL CONSTRAINT event_id_kind CHECK (typeof("event_id") IN ('text')), 
	position INTEGER NOT NULL CONSTRAINT position_kind CHECK (typeof("position") IN ('integer')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "rules" VALUES('626d4e4e-6a5b-50b7-8a29-a60564d51a3c','{"kind":"together","name":"friends","reason":"","rounds":null,"who":["01a1f85e-d4d8-7d66-a568-5f78a0a01ddd","01a1f85e-d4d8-7e32-9313-1e64e618fee7"]}','e1',0,0,0);
INSERT INTO "rules" VALUES('9e37ae36-6d81-5f35-b10b-9cf7002967e6','{"at_most":1,"kind":"apart","name":"","reason":"","same":"company","who":[]}','e1',1,0,0);
CREATE TABLE settings (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "settings" VALUES('language','"fr"');
INSERT INTO "settings" VALUES('last_event','"e1"');
CREATE TABLE sittings (
	id TEXT NOT NULL, 
	event_id TEXT NOT NULL CONSTRAINT event_id_kind CHECK (typeof("event_id") IN ('text')), 
	number INTEGER NOT NULL CONSTRAINT number_kind CHECK (typeof("number") IN ('integer')), 
	tables TEXT NOT NULL CONSTRAINT tables_kind CHECK (typeof("tables") IN ('text')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "sittings" VALUES('s1','e1',1,'[{"id":"t1","who":["01a1f85e-d4d8-7d66-a568-5f78a0a01ddd","01a1f85e-d4d8-7e32-9313-1e64e618fee7"]}]',0,0);
CREATE TABLE sync_cell (
	tbl TEXT NOT NULL, 
	row_id TEXT NOT NULL, 
	field TEXT NOT NULL, 
	hlc BLOB NOT NULL CONSTRAINT hlc_kind CHECK (length(hlc) = 16), 
	dirty INTEGER NOT NULL, 
	PRIMARY KEY (tbl, row_id, field)
)
 WITHOUT ROWID

;
INSERT INTO "sync_cell" VALUES('attendances','e697a6a3-ff7b-5944-9a28-88e7ea3d57bd','arrival',X'01A1F85ED5590000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('attendances','e697a6a3-ff7b-5944-9a28-88e7ea3d57bd','departure',X'01A1F85ED5590000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('attendances','e697a6a3-ff7b-5944-9a28-88e7ea3d57bd','event_id',X'01A1F85ED5590000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('attendances','e697a6a3-ff7b-5944-9a28-88e7ea3d57bd','no_show',X'01A1F85ED5590000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('attendances','e697a6a3-ff7b-5944-9a28-88e7ea3d57bd','participant_id',X'01A1F85ED5590000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('cards','14b1abfb-c5b2-5441-ad31-33b0cf1b8c5b','answer',X'01A1F85ED55A0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('cards','14b1abfb-c5b2-5441-ad31-33b0cf1b8c5b','event_id',X'01A1F85ED55A0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('cards','14b1abfb-c5b2-5441-ad31-33b0cf1b8c5b','giver_id',X'01A1F85ED55A0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('cards','14b1abfb-c5b2-5441-ad31-33b0cf1b8c5b','receiver_id',X'01A1F85ED55A0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','answers',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','archived',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','bell',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','breaks',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','delete_on',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','display',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','effort',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','end_at',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','interest',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','language',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','minutes_of_break',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','minutes_per_round',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','moves_on',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','name',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','notes',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','plan_id',X'01A1F85ED5430000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','priority',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','rounds',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','seed',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','state',X'01A1F85ED5430000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','two_sided',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','venue',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','warning_seconds',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','weights',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('events','e1','when',X'01A1F85ED4DB0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('identities','2bb2a29d-7754-513b-804d-437f438ec11a','same',X'01A1F85ED5680000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('identities','2bb2a29d-7754-513b-804d-437f438ec11a','who',X'01A1F85ED5680000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('mails','3be43d66-935c-54f3-ba4c-c52096e31f58','delivery',X'01A1F85ED5670000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('mails','3be43d66-935c-54f3-ba4c-c52096e31f58','event_id',X'01A1F85ED5670000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('mails','3be43d66-935c-54f3-ba4c-c52096e31f58','kind',X'01A1F85ED5670000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('mails','3be43d66-935c-54f3-ba4c-c52096e31f58','participant_id',X'01A1F85ED5670000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('met_before','07d9136b-a03f-5e02-b46b-549bca01d761','event_id',X'01A1F85ED4F60000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('met_before','07d9136b-a03f-5e02-b46b-549bca01d761','source',X'01A1F85ED4F60000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('met_before','07d9136b-a03f-5e02-b46b-549bca01d761','weight',X'01A1F85ED4F60000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('met_before','07d9136b-a03f-5e02-b46b-549bca01d761','who',X'01A1F85ED4F60000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','age',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','age_max',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','age_min',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','attributes',X'01A1F85ED5810000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','consent',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','email',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','event_id',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','first_name',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','gender',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','last_name',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','looking_for',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','notes',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','phone',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','position',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','reference',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','rounds',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','side',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','tags',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','vip',X'01A1F85ED5810000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7d66-a568-5f78a0a01ddd','walk_in',X'01A1F85ED4E90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','age',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','age_max',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','age_min',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','attributes',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','consent',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','email',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','event_id',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','first_name',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','gender',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','last_name',X'01A1F85ED5A90000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','looking_for',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','notes',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','phone',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','position',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','reference',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','rounds',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','side',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','tags',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','vip',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e32-9313-1e64e618fee7','walk_in',X'01A1F85ED4E90001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','age',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','age_max',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','age_min',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','attributes',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','consent',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','email',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','event_id',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','first_name',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','gender',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','last_name',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','looking_for',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','notes',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','phone',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','position',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','reference',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','rounds',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','side',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','tags',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','vip',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e61-9309-b1ed1366c3de','walk_in',X'01A1F85ED4E90002D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','age',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','age_max',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','age_min',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','attributes',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','consent',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','email',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','event_id',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','first_name',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','gender',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','last_name',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','looking_for',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','notes',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','phone',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','position',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','reference',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','rounds',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','side',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','tags',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','vip',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7e82-98b9-c4c183bb781e','walk_in',X'01A1F85ED4E90003D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','age',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','age_max',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','age_min',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','attributes',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','consent',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','email',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','event_id',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','first_name',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','gender',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','last_name',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','looking_for',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','notes',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','phone',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','position',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','reference',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','rounds',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','side',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','tags',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','vip',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7eac-858c-e60a956f7a0f','walk_in',X'01A1F85ED4E90004D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','_deleted',X'01A1F85ED58A0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','age',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','age_max',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','age_min',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','attributes',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','consent',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','email',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','event_id',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','first_name',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','gender',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','last_name',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','looking_for',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','notes',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','phone',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','position',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','reference',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','rounds',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','side',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','tags',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','vip',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('participants','01a1f85e-d4d8-7ecb-8215-af69add1d070','walk_in',X'01A1F85ED4E90005D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plan_parts','cbff835e-191a-5105-a71e-a0871acbc1e8','number',X'01A1F85ED5420000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plan_parts','cbff835e-191a-5105-a71e-a0871acbc1e8','plan_id',X'01A1F85ED5420000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plan_parts','cbff835e-191a-5105-a71e-a0871acbc1e8','text',X'01A1F85ED5420000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','bound',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','broken',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','content',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','digest',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','effort',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','event_id',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','gap',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','made_at',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','method',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','parts',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','people',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','priority',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','proved',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','repeats',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','rounds',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','score',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','seed',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','stopped',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','tables',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('plans','01a1f85e-d53f-7b82-a1b3-1fef469b7540','unique',X'01A1F85ED5410000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','ended',X'01A1F85ED5580000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','event_id',X'01A1F85ED5580000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','number',X'01A1F85ED5580000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','pause',X'01A1F85ED5580000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','plan_id',X'01A1F85ED5580000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','rest_pause',X'01A1F85ED5580000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','rest_seconds',X'01A1F85ED5580000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','seconds',X'01A1F85ED5580000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','sitting_id',X'01A1F85ED5580000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rounds','1f3931f1-4dfc-5966-9bdd-b65f649725ea','started',X'01A1F85ED5580000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rules','626d4e4e-6a5b-50b7-8a29-a60564d51a3c','event_id',X'01A1F85ED4F50000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rules','626d4e4e-6a5b-50b7-8a29-a60564d51a3c','position',X'01A1F85ED4F50000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rules','626d4e4e-6a5b-50b7-8a29-a60564d51a3c','rule',X'01A1F85ED4F50000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rules','9e37ae36-6d81-5f35-b10b-9cf7002967e6','event_id',X'01A1F85ED4F50001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rules','9e37ae36-6d81-5f35-b10b-9cf7002967e6','position',X'01A1F85ED4F50001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('rules','9e37ae36-6d81-5f35-b10b-9cf7002967e6','rule',X'01A1F85ED4F50001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('sittings','s1','event_id',X'01A1F85ED5590001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('sittings','s1','number',X'01A1F85ED5590001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('sittings','s1','tables',X'01A1F85ED5590001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('tables','t1','event_id',X'01A1F85ED4EA0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('tables','t1','label',X'01A1F85ED4EA0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('tables','t1','position',X'01A1F85ED4EA0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('tables','t1','seats',X'01A1F85ED4EA0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('tables','t1','seats_by_round',X'01A1F85ED4EA0000D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('tables','t2','event_id',X'01A1F85ED4EA0001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('tables','t2','label',X'01A1F85ED4EA0001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('tables','t2','position',X'01A1F85ED4EA0001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('tables','t2','seats',X'01A1F85ED4EA0001D1F26D843E11032C',1);
INSERT INTO "sync_cell" VALUES('tables','t2','seats_by_round',X'01A1F85ED4EA0001D1F26D843E11032C',1);
CREATE TABLE tables (
	id TEXT NOT NULL, 
	seats INTEGER NOT NULL CONSTRAINT seats_kind CHECK (typeof("seats") IN ('integer')), 
	seats_by_round TEXT NOT NULL CONSTRAINT seats_by_round_kind CHECK (typeof("seats_by_round") IN ('text')), 
	event_id TEXT NOT NULL CONSTRAINT event_id_kind CHECK (typeof("event_id") IN ('text')), 
	label TEXT NOT NULL CONSTRAINT label_kind CHECK (typeof("label") IN ('text')), 
	position INTEGER NOT NULL CONSTRAINT position_kind CHECK (typeof("position") IN ('integer')), 
	_deleted INTEGER DEFAULT 0 NOT NULL CONSTRAINT _deleted_kind CHECK ("_deleted" IN (0, 1)), 
	_erased INTEGER DEFAULT 0 NOT NULL CONSTRAINT _erased_kind CHECK ("_erased" IN (0, 1)), 
	PRIMARY KEY (id)
);
INSERT INTO "tables" VALUES('t1',3,'{"2":4}','e1','T1',0,0,0);
INSERT INTO "tables" VALUES('t2',3,'{"2":4}','e1','T2',0,0,0);
CREATE INDEX participants_of ON participants (event_id);
CREATE INDEX tables_of ON tables (event_id);
CREATE INDEX rules_of ON rules (event_id);
CREATE INDEX met_before_of ON met_before (event_id);
CREATE INDEX plans_of ON plans (event_id);
CREATE INDEX plan_parts_of ON plan_parts (plan_id);
CREATE INDEX attendances_of ON attendances (event_id);
CREATE INDEX rounds_of ON rounds (event_id);
CREATE INDEX sittings_of ON sittings (event_id);
CREATE INDEX cards_of ON cards (event_id);
CREATE INDEX mails_of ON mails (event_id);
CREATE INDEX journal_of ON journal (owner);
CREATE INDEX journal_change_of ON journal_change (tbl, row_id);
CREATE TRIGGER events_inserted AFTER INSERT ON events WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'events', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('name', 1), ('when', 1), ('venue', 1), ('state', 1), ('rounds', 1), ('minutes_per_round', 1), ('minutes_of_break', 1), ('priority', 1), ('effort', 1), ('seed', 1), ('weights', 1), ('two_sided', 1), ('interest', 1), ('breaks', 1), ('plan_id', 1), ('archived', 1), ('language', 1), ('notes', 1), ('warning_seconds', 1), ('bell', 1), ('moves_on', 1), ('end_at', 1), ('display', 1), ('answers', 1), ('delete_on', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER events_updated AFTER UPDATE ON events WHEN (SELECT applying FROM clock) = 0 AND (OLD."name" IS NOT NEW."name" OR OLD."when" IS NOT NEW."when" OR OLD."venue" IS NOT NEW."venue" OR OLD."state" IS NOT NEW."state" OR OLD."rounds" IS NOT NEW."rounds" OR OLD."minutes_per_round" IS NOT NEW."minutes_per_round" OR OLD."minutes_of_break" IS NOT NEW."minutes_of_break" OR OLD."priority" IS NOT NEW."priority" OR OLD."effort" IS NOT NEW."effort" OR OLD."seed" IS NOT NEW."seed" OR OLD."weights" IS NOT NEW."weights" OR OLD."two_sided" IS NOT NEW."two_sided" OR OLD."interest" IS NOT NEW."interest" OR OLD."breaks" IS NOT NEW."breaks" OR OLD."plan_id" IS NOT NEW."plan_id" OR OLD."archived" IS NOT NEW."archived" OR OLD."language" IS NOT NEW."language" OR OLD."notes" IS NOT NEW."notes" OR OLD."warning_seconds" IS NOT NEW."warning_seconds" OR OLD."bell" IS NOT NEW."bell" OR OLD."moves_on" IS NOT NEW."moves_on" OR OLD."end_at" IS NOT NEW."end_at" OR OLD."display" IS NOT NEW."display" OR OLD."answers" IS NOT NEW."answers" OR OLD."delete_on" IS NOT NEW."delete_on" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'events', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('name', OLD."name" IS NOT NEW."name"), ('when', OLD."when" IS NOT NEW."when"), ('venue', OLD."venue" IS NOT NEW."venue"), ('state', OLD."state" IS NOT NEW."state"), ('rounds', OLD."rounds" IS NOT NEW."rounds"), ('minutes_per_round', OLD."minutes_per_round" IS NOT NEW."minutes_per_round"), ('minutes_of_break', OLD."minutes_of_break" IS NOT NEW."minutes_of_break"), ('priority', OLD."priority" IS NOT NEW."priority"), ('effort', OLD."effort" IS NOT NEW."effort"), ('seed', OLD."seed" IS NOT NEW."seed"), ('weights', OLD."weights" IS NOT NEW."weights"), ('two_sided', OLD."two_sided" IS NOT NEW."two_sided"), ('interest', OLD."interest" IS NOT NEW."interest"), ('breaks', OLD."breaks" IS NOT NEW."breaks"), ('plan_id', OLD."plan_id" IS NOT NEW."plan_id"), ('archived', OLD."archived" IS NOT NEW."archived"), ('language', OLD."language" IS NOT NEW."language"), ('notes', OLD."notes" IS NOT NEW."notes"), ('warning_seconds', OLD."warning_seconds" IS NOT NEW."warning_seconds"), ('bell', OLD."bell" IS NOT NEW."bell"), ('moves_on', OLD."moves_on" IS NOT NEW."moves_on"), ('end_at', OLD."end_at" IS NOT NEW."end_at"), ('display', OLD."display" IS NOT NEW."display"), ('answers', OLD."answers" IS NOT NEW."answers"), ('delete_on', OLD."delete_on" IS NOT NEW."delete_on"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER events_renamed BEFORE UPDATE OF id ON events WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER events_removed BEFORE DELETE ON events WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER events_revived BEFORE UPDATE ON events WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER participants_inserted AFTER INSERT ON participants WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'participants', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('first_name', 1), ('last_name', 1), ('email', 1), ('phone', 1), ('vip', 1), ('side', 1), ('gender', 1), ('looking_for', 1), ('age', 1), ('age_min', 1), ('age_max', 1), ('rounds', 1), ('tags', 1), ('attributes', 1), ('consent', 1), ('notes', 1), ('event_id', 1), ('reference', 1), ('position', 1), ('walk_in', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER participants_updated AFTER UPDATE ON participants WHEN (SELECT applying FROM clock) = 0 AND (OLD."first_name" IS NOT NEW."first_name" OR OLD."last_name" IS NOT NEW."last_name" OR OLD."email" IS NOT NEW."email" OR OLD."phone" IS NOT NEW."phone" OR OLD."vip" IS NOT NEW."vip" OR OLD."side" IS NOT NEW."side" OR OLD."gender" IS NOT NEW."gender" OR OLD."looking_for" IS NOT NEW."looking_for" OR OLD."age" IS NOT NEW."age" OR OLD."age_min" IS NOT NEW."age_min" OR OLD."age_max" IS NOT NEW."age_max" OR OLD."rounds" IS NOT NEW."rounds" OR OLD."tags" IS NOT NEW."tags" OR OLD."attributes" IS NOT NEW."attributes" OR OLD."consent" IS NOT NEW."consent" OR OLD."notes" IS NOT NEW."notes" OR OLD."event_id" IS NOT NEW."event_id" OR OLD."reference" IS NOT NEW."reference" OR OLD."position" IS NOT NEW."position" OR OLD."walk_in" IS NOT NEW."walk_in" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'participants', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('first_name', OLD."first_name" IS NOT NEW."first_name"), ('last_name', OLD."last_name" IS NOT NEW."last_name"), ('email', OLD."email" IS NOT NEW."email"), ('phone', OLD."phone" IS NOT NEW."phone"), ('vip', OLD."vip" IS NOT NEW."vip"), ('side', OLD."side" IS NOT NEW."side"), ('gender', OLD."gender" IS NOT NEW."gender"), ('looking_for', OLD."looking_for" IS NOT NEW."looking_for"), ('age', OLD."age" IS NOT NEW."age"), ('age_min', OLD."age_min" IS NOT NEW."age_min"), ('age_max', OLD."age_max" IS NOT NEW."age_max"), ('rounds', OLD."rounds" IS NOT NEW."rounds"), ('tags', OLD."tags" IS NOT NEW."tags"), ('attributes', OLD."attributes" IS NOT NEW."attributes"), ('consent', OLD."consent" IS NOT NEW."consent"), ('notes', OLD."notes" IS NOT NEW."notes"), ('event_id', OLD."event_id" IS NOT NEW."event_id"), ('reference', OLD."reference" IS NOT NEW."reference"), ('position', OLD."position" IS NOT NEW."position"), ('walk_in', OLD."walk_in" IS NOT NEW."walk_in"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER participants_renamed BEFORE UPDATE OF id ON participants WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER participants_removed BEFORE DELETE ON participants WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER participants_revived BEFORE UPDATE ON participants WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER tables_inserted AFTER INSERT ON tables WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'tables', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('seats', 1), ('seats_by_round', 1), ('event_id', 1), ('label', 1), ('position', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER tables_updated AFTER UPDATE ON tables WHEN (SELECT applying FROM clock) = 0 AND (OLD."seats" IS NOT NEW."seats" OR OLD."seats_by_round" IS NOT NEW."seats_by_round" OR OLD."event_id" IS NOT NEW."event_id" OR OLD."label" IS NOT NEW."label" OR OLD."position" IS NOT NEW."position" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'tables', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('seats', OLD."seats" IS NOT NEW."seats"), ('seats_by_round', OLD."seats_by_round" IS NOT NEW."seats_by_round"), ('event_id', OLD."event_id" IS NOT NEW."event_id"), ('label', OLD."label" IS NOT NEW."label"), ('position', OLD."position" IS NOT NEW."position"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER tables_renamed BEFORE UPDATE OF id ON tables WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER tables_removed BEFORE DELETE ON tables WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER tables_revived BEFORE UPDATE ON tables WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER rules_inserted AFTER INSERT ON rules WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'rules', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('rule', 1), ('event_id', 1), ('position', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER rules_updated AFTER UPDATE ON rules WHEN (SELECT applying FROM clock) = 0 AND (OLD."rule" IS NOT NEW."rule" OR OLD."event_id" IS NOT NEW."event_id" OR OLD."position" IS NOT NEW."position" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'rules', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('rule', OLD."rule" IS NOT NEW."rule"), ('event_id', OLD."event_id" IS NOT NEW."event_id"), ('position', OLD."position" IS NOT NEW."position"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER rules_renamed BEFORE UPDATE OF id ON rules WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER rules_removed BEFORE DELETE ON rules WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER rules_revived BEFORE UPDATE ON rules WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER met_before_inserted AFTER INSERT ON met_before WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'met_before', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('who', 1), ('weight', 1), ('source', 1), ('event_id', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER met_before_updated AFTER UPDATE ON met_before WHEN (SELECT applying FROM clock) = 0 AND (OLD."who" IS NOT NEW."who" OR OLD."weight" IS NOT NEW."weight" OR OLD."source" IS NOT NEW."source" OR OLD."event_id" IS NOT NEW."event_id" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'met_before', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('who', OLD."who" IS NOT NEW."who"), ('weight', OLD."weight" IS NOT NEW."weight"), ('source', OLD."source" IS NOT NEW."source"), ('event_id', OLD."event_id" IS NOT NEW."event_id"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER met_before_renamed BEFORE UPDATE OF id ON met_before WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER met_before_removed BEFORE DELETE ON met_before WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER met_before_revived BEFORE UPDATE ON met_before WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER plans_inserted AFTER INSERT ON plans WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'plans', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', 1), ('made_at', 1), ('seed', 1), ('effort', 1), ('priority', 1), ('method', 1), ('stopped', 1), ('digest', 1), ('people', 1), ('tables', 1), ('rounds', 1), ('unique', 1), ('bound', 1), ('proved', 1), ('gap', 1), ('repeats', 1), ('broken', 1), ('score', 1), ('parts', 1), ('content', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER plans_updated AFTER UPDATE ON plans WHEN (SELECT applying FROM clock) = 0 AND (OLD."event_id" IS NOT NEW."event_id" OR OLD."made_at" IS NOT NEW."made_at" OR OLD."seed" IS NOT NEW."seed" OR OLD."effort" IS NOT NEW."effort" OR OLD."priority" IS NOT NEW."priority" OR OLD."method" IS NOT NEW."method" OR OLD."stopped" IS NOT NEW."stopped" OR OLD."digest" IS NOT NEW."digest" OR OLD."people" IS NOT NEW."people" OR OLD."tables" IS NOT NEW."tables" OR OLD."rounds" IS NOT NEW."rounds" OR OLD."unique" IS NOT NEW."unique" OR OLD."bound" IS NOT NEW."bound" OR OLD."proved" IS NOT NEW."proved" OR OLD."gap" IS NOT NEW."gap" OR OLD."repeats" IS NOT NEW."repeats" OR OLD."broken" IS NOT NEW."broken" OR OLD."score" IS NOT NEW."score" OR OLD."parts" IS NOT NEW."parts" OR OLD."content" IS NOT NEW."content" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'plans', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', OLD."event_id" IS NOT NEW."event_id"), ('made_at', OLD."made_at" IS NOT NEW."made_at"), ('seed', OLD."seed" IS NOT NEW."seed"), ('effort', OLD."effort" IS NOT NEW."effort"), ('priority', OLD."priority" IS NOT NEW."priority"), ('method', OLD."method" IS NOT NEW."method"), ('stopped', OLD."stopped" IS NOT NEW."stopped"), ('digest', OLD."digest" IS NOT NEW."digest"), ('people', OLD."people" IS NOT NEW."people"), ('tables', OLD."tables" IS NOT NEW."tables"), ('rounds', OLD."rounds" IS NOT NEW."rounds"), ('unique', OLD."unique" IS NOT NEW."unique"), ('bound', OLD."bound" IS NOT NEW."bound"), ('proved', OLD."proved" IS NOT NEW."proved"), ('gap', OLD."gap" IS NOT NEW."gap"), ('repeats', OLD."repeats" IS NOT NEW."repeats"), ('broken', OLD."broken" IS NOT NEW."broken"), ('score', OLD."score" IS NOT NEW."score"), ('parts', OLD."parts" IS NOT NEW."parts"), ('content', OLD."content" IS NOT NEW."content"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER plans_renamed BEFORE UPDATE OF id ON plans WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER plans_removed BEFORE DELETE ON plans WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER plans_revived BEFORE UPDATE ON plans WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER plans_rewritten BEFORE UPDATE ON plans WHEN (SELECT applying FROM clock) = 0 AND (OLD."event_id" IS NOT NEW."event_id" OR OLD."made_at" IS NOT NEW."made_at" OR OLD."seed" IS NOT NEW."seed" OR OLD."effort" IS NOT NEW."effort" OR OLD."priority" IS NOT NEW."priority" OR OLD."method" IS NOT NEW."method" OR OLD."stopped" IS NOT NEW."stopped" OR OLD."digest" IS NOT NEW."digest" OR OLD."people" IS NOT NEW."people" OR OLD."tables" IS NOT NEW."tables" OR OLD."rounds" IS NOT NEW."rounds" OR OLD."unique" IS NOT NEW."unique" OR OLD."bound" IS NOT NEW."bound" OR OLD."proved" IS NOT NEW."proved" OR OLD."gap" IS NOT NEW."gap" OR OLD."repeats" IS NOT NEW."repeats" OR OLD."broken" IS NOT NEW."broken" OR OLD."score" IS NOT NEW."score" OR OLD."parts" IS NOT NEW."parts" OR OLD."content" IS NOT NEW."content")
BEGIN
  SELECT RAISE(ABORT, 'plans are written once');
END;
CREATE TRIGGER plan_parts_inserted AFTER INSERT ON plan_parts WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'plan_parts', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('plan_id', 1), ('number', 1), ('text', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER plan_parts_updated AFTER UPDATE ON plan_parts WHEN (SELECT applying FROM clock) = 0 AND (OLD."plan_id" IS NOT NEW."plan_id" OR OLD."number" IS NOT NEW."number" OR OLD."text" IS NOT NEW."text" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'plan_parts', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('plan_id', OLD."plan_id" IS NOT NEW."plan_id"), ('number', OLD."number" IS NOT NEW."number"), ('text', OLD."text" IS NOT NEW."text"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER plan_parts_renamed BEFORE UPDATE OF id ON plan_parts WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER plan_parts_removed BEFORE DELETE ON plan_parts WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER plan_parts_revived BEFORE UPDATE ON plan_parts WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER plan_parts_rewritten BEFORE UPDATE ON plan_parts WHEN (SELECT applying FROM clock) = 0 AND (OLD."plan_id" IS NOT NEW."plan_id" OR OLD."number" IS NOT NEW."number" OR OLD."text" IS NOT NEW."text")
BEGIN
  SELECT RAISE(ABORT, 'plan_parts are written once');
END;
CREATE TRIGGER attendances_inserted AFTER INSERT ON attendances WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'attendances', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', 1), ('participant_id', 1), ('arrival', 1), ('departure', 1), ('no_show', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER attendances_updated AFTER UPDATE ON attendances WHEN (SELECT applying FROM clock) = 0 AND (OLD."event_id" IS NOT NEW."event_id" OR OLD."participant_id" IS NOT NEW."participant_id" OR OLD."arrival" IS NOT NEW."arrival" OR OLD."departure" IS NOT NEW."departure" OR OLD."no_show" IS NOT NEW."no_show" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'attendances', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', OLD."event_id" IS NOT NEW."event_id"), ('participant_id', OLD."participant_id" IS NOT NEW."participant_id"), ('arrival', OLD."arrival" IS NOT NEW."arrival"), ('departure', OLD."departure" IS NOT NEW."departure"), ('no_show', OLD."no_show" IS NOT NEW."no_show"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER attendances_renamed BEFORE UPDATE OF id ON attendances WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER attendances_removed BEFORE DELETE ON attendances WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER attendances_revived BEFORE UPDATE ON attendances WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER rounds_inserted AFTER INSERT ON rounds WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'rounds', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', 1), ('number', 1), ('plan_id', 1), ('started', 1), ('seconds', 1), ('pause', 1), ('ended', 1), ('rest_seconds', 1), ('rest_pause', 1), ('sitting_id', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER rounds_updated AFTER UPDATE ON rounds WHEN (SELECT applying FROM clock) = 0 AND (OLD."event_id" IS NOT NEW."event_id" OR OLD."number" IS NOT NEW."number" OR OLD."plan_id" IS NOT NEW."plan_id" OR OLD."started" IS NOT NEW."started" OR OLD."seconds" IS NOT NEW."seconds" OR OLD."pause" IS NOT NEW."pause" OR OLD."ended" IS NOT NEW."ended" OR OLD."rest_seconds" IS NOT NEW."rest_seconds" OR OLD."rest_pause" IS NOT NEW."rest_pause" OR OLD."sitting_id" IS NOT NEW."sitting_id" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'rounds', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', OLD."event_id" IS NOT NEW."event_id"), ('number', OLD."number" IS NOT NEW."number"), ('plan_id', OLD."plan_id" IS NOT NEW."plan_id"), ('started', OLD."started" IS NOT NEW."started"), ('seconds', OLD."seconds" IS NOT NEW."seconds"), ('pause', OLD."pause" IS NOT NEW."pause"), ('ended', OLD."ended" IS NOT NEW."ended"), ('rest_seconds', OLD."rest_seconds" IS NOT NEW."rest_seconds"), ('rest_pause', OLD."rest_pause" IS NOT NEW."rest_pause"), ('sitting_id', OLD."sitting_id" IS NOT NEW."sitting_id"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER rounds_renamed BEFORE UPDATE OF id ON rounds WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER rounds_removed BEFORE DELETE ON rounds WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER rounds_revived BEFORE UPDATE ON rounds WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER sittings_inserted AFTER INSERT ON sittings WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'sittings', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', 1), ('number', 1), ('tables', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER sittings_updated AFTER UPDATE ON sittings WHEN (SELECT applying FROM clock) = 0 AND (OLD."event_id" IS NOT NEW."event_id" OR OLD."number" IS NOT NEW."number" OR OLD."tables" IS NOT NEW."tables" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'sittings', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', OLD."event_id" IS NOT NEW."event_id"), ('number', OLD."number" IS NOT NEW."number"), ('tables', OLD."tables" IS NOT NEW."tables"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER sittings_renamed BEFORE UPDATE OF id ON sittings WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER sittings_removed BEFORE DELETE ON sittings WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER sittings_revived BEFORE UPDATE ON sittings WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER sittings_rewritten BEFORE UPDATE ON sittings WHEN (SELECT applying FROM clock) = 0 AND (OLD."event_id" IS NOT NEW."event_id" OR OLD."number" IS NOT NEW."number" OR OLD."tables" IS NOT NEW."tables")
BEGIN
  SELECT RAISE(ABORT, 'sittings are written once');
END;
CREATE TRIGGER cards_inserted AFTER INSERT ON cards WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'cards', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', 1), ('giver_id', 1), ('receiver_id', 1), ('answer', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER cards_updated AFTER UPDATE ON cards WHEN (SELECT applying FROM clock) = 0 AND (OLD."event_id" IS NOT NEW."event_id" OR OLD."giver_id" IS NOT NEW."giver_id" OR OLD."receiver_id" IS NOT NEW."receiver_id" OR OLD."answer" IS NOT NEW."answer" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'cards', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', OLD."event_id" IS NOT NEW."event_id"), ('giver_id', OLD."giver_id" IS NOT NEW."giver_id"), ('receiver_id', OLD."receiver_id" IS NOT NEW."receiver_id"), ('answer', OLD."answer" IS NOT NEW."answer"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER cards_renamed BEFORE UPDATE OF id ON cards WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER cards_removed BEFORE DELETE ON cards WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER cards_revived BEFORE UPDATE ON cards WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER mails_inserted AFTER INSERT ON mails WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'mails', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', 1), ('participant_id', 1), ('kind', 1), ('delivery', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER mails_updated AFTER UPDATE ON mails WHEN (SELECT applying FROM clock) = 0 AND (OLD."event_id" IS NOT NEW."event_id" OR OLD."participant_id" IS NOT NEW."participant_id" OR OLD."kind" IS NOT NEW."kind" OR OLD."delivery" IS NOT NEW."delivery" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'mails', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('event_id', OLD."event_id" IS NOT NEW."event_id"), ('participant_id', OLD."participant_id" IS NOT NEW."participant_id"), ('kind', OLD."kind" IS NOT NEW."kind"), ('delivery', OLD."delivery" IS NOT NEW."delivery"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER mails_renamed BEFORE UPDATE OF id ON mails WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER mails_removed BEFORE DELETE ON mails WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER mails_revived BEFORE UPDATE ON mails WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
CREATE TRIGGER identities_inserted AFTER INSERT ON identities WHEN (SELECT applying FROM clock) = 0
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'identities', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('who', 1), ('same', 1), ('_deleted', NEW."_deleted"), ('_erased', NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER identities_updated AFTER UPDATE ON identities WHEN (SELECT applying FROM clock) = 0 AND (OLD."who" IS NOT NEW."who" OR OLD."same" IS NOT NEW."same" OR OLD."_deleted" IS NOT NEW."_deleted" OR OLD."_erased" IS NOT NEW."_erased")
BEGIN
  UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );
  INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT 'identities', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES ('who', OLD."who" IS NOT NEW."who"), ('same', OLD."same" IS NOT NEW."same"), ('_deleted', OLD."_deleted" IS NOT NEW."_deleted"), ('_erased', OLD."_erased" IS NOT NEW."_erased"))
    WHERE column2
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;
END;
CREATE TRIGGER identities_renamed BEFORE UPDATE OF id ON identities WHEN OLD.id IS NOT NEW.id
BEGIN
  SELECT RAISE(ABORT, 'ids never change');
END;
CREATE TRIGGER identities_removed BEFORE DELETE ON identities WHEN (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are never removed: set _deleted');
END;
CREATE TRIGGER identities_revived BEFORE UPDATE ON identities WHEN OLD._erased = 1 AND (SELECT applying FROM clock) = 0
BEGIN
  SELECT RAISE(ABORT, 'erased rows take no value');
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('journal',6);
COMMIT;
