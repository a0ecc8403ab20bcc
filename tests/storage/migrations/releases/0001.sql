BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attempts (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	question_id VARCHAR NOT NULL, 
	track VARCHAR NOT NULL, 
	"right" BOOLEAN NOT NULL, 
	source VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_attempts PRIMARY KEY (id), 
	CONSTRAINT fk_attempts_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
INSERT INTO "attempts" VALUES(1,2,'maths/q08','maths',0,'round','2026-11-02 16:00:00.000000');
INSERT INTO "attempts" VALUES(2,3,'maths/q08','maths',0,'round','2026-11-02 16:00:00.000000');
INSERT INTO "attempts" VALUES(3,4,'maths/q08','maths',1,'round','2026-11-02 16:00:00.000000');
INSERT INTO "attempts" VALUES(4,2,'pytorch/q05','pytorch',1,'round','2026-11-03 16:00:00.000000');
INSERT INTO "attempts" VALUES(5,3,'pytorch/q05','pytorch',0,'round','2026-11-03 16:00:00.000000');
INSERT INTO "attempts" VALUES(6,2,'maths/q07','maths',0,'round','2026-11-04 16:00:00.000000');
INSERT INTO "attempts" VALUES(7,4,'maths/q07','maths',0,'round','2026-11-04 16:00:00.000000');
INSERT INTO "attempts" VALUES(8,3,'pytorch/q03','pytorch',0,'round','2026-11-05 16:00:00.000000');
INSERT INTO "attempts" VALUES(9,4,'pytorch/q03','pytorch',1,'round','2026-11-05 16:00:00.000000');
INSERT INTO "attempts" VALUES(10,3,'pytorch/q10','pytorch',0,'round','2026-11-09 16:00:00.000000');
INSERT INTO "attempts" VALUES(11,4,'pytorch/q10','pytorch',1,'round','2026-11-09 16:00:00.000000');
INSERT INTO "attempts" VALUES(12,2,'maths/q11','maths',0,'round','2026-11-10 16:00:00.000000');
INSERT INTO "attempts" VALUES(13,3,'maths/q11','maths',0,'round','2026-11-10 16:00:00.000000');
INSERT INTO "attempts" VALUES(14,4,'maths/q11','maths',0,'round','2026-11-10 16:00:00.000000');
INSERT INTO "attempts" VALUES(15,2,'maths/q10','maths',1,'round','2026-11-11 16:00:00.000000');
INSERT INTO "attempts" VALUES(16,3,'maths/q10','maths',0,'round','2026-11-11 16:00:00.000000');
INSERT INTO "attempts" VALUES(17,2,'pytorch/q09','pytorch',0,'round','2026-11-12 16:00:00.000000');
INSERT INTO "attempts" VALUES(18,4,'pytorch/q09','pytorch',1,'round','2026-11-12 16:00:00.000000');
INSERT INTO "attempts" VALUES(19,1,'maths/q01','maths',1,'drill','2026-11-14 00:00:00.000000');
INSERT INTO "attempts" VALUES(20,2,'pytorch/q11','pytorch',0,'drill','2026-11-12 16:00:00.000000');
CREATE TABLE beats (
	platform VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_beats PRIMARY KEY (platform)
);
INSERT INTO "beats" VALUES('console','2026-11-12 16:00:00.000000');
CREATE TABLE corrections (
	team_id INTEGER NOT NULL, 
	question_id VARCHAR NOT NULL, 
	revision VARCHAR NOT NULL, 
	"key" INTEGER NOT NULL, 
	"by" INTEGER, 
	reason TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_corrections PRIMARY KEY (team_id, question_id, revision), 
	CONSTRAINT fk_corrections_by FOREIGN KEY("by") REFERENCES members (id) ON DELETE SET NULL, 
	CONSTRAINT fk_corrections_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE
);
INSERT INTO "corrections" VALUES(1,'maths/q02','r1',3,1,'the last one is right','2026-11-05 16:00:00.000000');
CREATE TABLE delivered_events (
	event VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_delivered_events PRIMARY KEY (event)
);
INSERT INTO "delivered_events" VALUES('slack:event','2026-11-14 00:00:00.000000');
CREATE TABLE drills (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	member_id INTEGER NOT NULL, 
	items JSON NOT NULL, 
	position INTEGER NOT NULL, 
	started_at DATETIME NOT NULL, 
	purpose VARCHAR NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT fk_drills_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
INSERT INTO "drills" VALUES(1,2,'[{"question_id": "pytorch/q11", "revision": "r1", "order": [0, 3, 1, 2], "chosen": 0}, {"question_id": "maths/q05", "revision": "r1", "order": [1, 2, 3, 0], "chosen": null}]',1,'2026-11-12 16:00:00.000000','quiz',NULL);
CREATE TABLE facts (
	"key" VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_facts PRIMARY KEY ("key")
);
INSERT INTO "facts" VALUES('key','value');
CREATE TABLE holidays (
	team_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_holidays PRIMARY KEY (team_id, day), 
	CONSTRAINT fk_holidays_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE
);
INSERT INTO "holidays" VALUES(1,'2026-11-06','Warmup day');
CREATE TABLE identities (
	platform VARCHAR NOT NULL, 
	workspace VARCHAR NOT NULL, 
	user VARCHAR NOT NULL, 
	member_id INTEGER NOT NULL, 
	CONSTRAINT pk_identities PRIMARY KEY (platform, workspace, user), 
	CONSTRAINT fk_identities_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
INSERT INTO "identities" VALUES('console','local','lead',1);
INSERT INTO "identities" VALUES('console','local','ann',2);
INSERT INTO "identities" VALUES('console','local','ben',3);
INSERT INTO "identities" VALUES('console','local','Ève',4);
CREATE TABLE leaves (
	member_id INTEGER NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	CONSTRAINT pk_leaves PRIMARY KEY (member_id, first_day, last_day), 
	CONSTRAINT fk_leaves_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
INSERT INTO "leaves" VALUES(3,'2026-11-06','2026-11-10');
CREATE TABLE members (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	team_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	joined_at DATETIME NOT NULL, 
	hidden BOOLEAN NOT NULL, 
	left_at DATETIME, 
	CONSTRAINT fk_members_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE
);
INSERT INTO "members" VALUES(1,1,'Lead','2026-11-01 00:00:00.000000',0,NULL);
INSERT INTO "members" VALUES(2,1,'Ann','2026-11-02 09:00:00.000000',0,NULL);
INSERT INTO "members" VALUES(3,1,'Ben','2026-11-02 09:00:00.000000',0,NULL);
INSERT INTO "members" VALUES(4,1,'Ève','2026-11-02 09:00:00.000000',0,NULL);
CREATE TABLE outages (
	id INTEGER NOT NULL, 
	platform VARCHAR NOT NULL, 
	began_at DATETIME NOT NULL, 
	ended_at DATETIME NOT NULL, 
	CONSTRAINT pk_outages PRIMARY KEY (id)
);
INSERT INTO "outages" VALUES(1,'console','2026-11-13 23:00:00.000000','2026-11-14 00:00:00.000000');
CREATE TABLE point_entries (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	round_id INTEGER NOT NULL, 
	track VARCHAR NOT NULL, 
	points INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	day DATE NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_point_entries PRIMARY KEY (id), 
	CONSTRAINT fk_point_entries_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE, 
	CONSTRAINT fk_point_entries_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE CASCADE, 
	CONSTRAINT fk_point_entries_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE
);
INSERT INTO "point_entries" VALUES(1,1,2,1,'maths',2,'wrong choice','2026-11-02','2026-11-02 16:00:00.000000');
INSERT INTO "point_entries" VALUES(2,1,3,1,'maths',2,'wrong choice','2026-11-02','2026-11-02 16:00:00.000000');
INSERT INTO "point_entries" VALUES(3,1,4,1,'maths',10,'right choice','2026-11-02','2026-11-02 16:00:00.000000');
INSERT INTO "point_entries" VALUES(4,1,2,2,'pytorch',5,'answered in own words','2026-11-02','2026-11-02 16:00:00.000000');
INSERT INTO "point_entries" VALUES(5,1,3,2,'pytorch',5,'answered in own words','2026-11-02','2026-11-02 16:00:00.000000');
INSERT INTO "point_entries" VALUES(6,1,4,2,'pytorch',5,'answered in own words','2026-11-02','2026-11-02 16:00:00.000000');
INSERT INTO "point_entries" VALUES(7,1,2,3,'pytorch',10,'right choice','2026-11-03','2026-11-03 16:00:00.000000');
INSERT INTO "point_entries" VALUES(8,1,3,3,'pytorch',2,'wrong choice','2026-11-03','2026-11-03 16:00:00.000000');
INSERT INTO "point_entries" VALUES(9,1,2,4,'pytorch',5,'answered in own words','2026-11-03','2026-11-03 16:00:00.000000');
INSERT INTO "point_entries" VALUES(10,1,3,4,'pytorch',5,'answered in own words','2026-11-03','2026-11-03 16:00:00.000000');
INSERT INTO "point_entries" VALUES(11,1,2,5,'maths',2,'wrong choice','2026-11-04','2026-11-04 16:00:00.000000');
INSERT INTO "point_entries" VALUES(12,1,4,5,'maths',2,'wrong choice','2026-11-04','2026-11-04 16:00:00.000000');
INSERT INTO "point_entries" VALUES(13,1,2,6,'maths',5,'answered in own words','2026-11-04','2026-11-04 16:00:00.000000');
INSERT INTO "point_entries" VALUES(14,1,4,6,'maths',5,'answered in own words','2026-11-04','2026-11-04 16:00:00.000000');
INSERT INTO "point_entries" VALUES(15,1,3,7,'pytorch',2,'wrong choice','2026-11-05','2026-11-05 16:00:00.000000');
INSERT INTO "point_entries" VALUES(16,1,4,7,'pytorch',10,'right choice','2026-11-05','2026-11-05 16:00:00.000000');
INSERT INTO "point_entries" VALUES(17,1,3,8,'pytorch',5,'answered in own words','2026-11-05','2026-11-05 16:00:00.000000');
INSERT INTO "point_entries" VALUES(18,1,4,8,'pytorch',5,'answered in own words','2026-11-05','2026-11-05 16:00:00.000000');
INSERT INTO "point_entries" VALUES(19,1,3,11,'pytorch',2,'wrong choice','2026-11-09','2026-11-09 16:00:00.000000');
INSERT INTO "point_entries" VALUES(20,1,4,11,'pytorch',10,'right choice','2026-11-09','2026-11-09 16:00:00.000000');
INSERT INTO "point_entries" VALUES(21,1,3,12,'maths',5,'answered in own words','2026-11-09','2026-11-09 16:00:00.000000');
INSERT INTO "point_entries" VALUES(22,1,4,12,'maths',5,'answered in own words','2026-11-09','2026-11-09 16:00:00.000000');
INSERT INTO "point_entries" VALUES(23,1,2,13,'maths',2,'wrong choice','2026-11-10','2026-11-10 16:00:00.000000');
INSERT INTO "point_entries" VALUES(24,1,3,13,'maths',2,'wrong choice','2026-11-10','2026-11-10 16:00:00.000000');
INSERT INTO "point_entries" VALUES(25,1,4,13,'maths',2,'wrong choice','2026-11-10','2026-11-10 16:00:00.000000');
INSERT INTO "point_entries" VALUES(26,1,2,14,'pytorch',5,'answered in own words','2026-11-10','2026-11-10 16:00:00.000000');
INSERT INTO "point_entries" VALUES(27,1,3,14,'pytorch',5,'answered in own words','2026-11-10','2026-11-10 16:00:00.000000');
INSERT INTO "point_entries" VALUES(28,1,4,14,'pytorch',5,'answered in own words','2026-11-10','2026-11-10 16:00:00.000000');
INSERT INTO "point_entries" VALUES(29,1,2,15,'maths',10,'right choice','2026-11-11','2026-11-11 16:00:00.000000');
INSERT INTO "point_entries" VALUES(30,1,3,15,'maths',2,'wrong choice','2026-11-11','2026-11-11 16:00:00.000000');
INSERT INTO "point_entries" VALUES(31,1,2,16,'pytorch',5,'answered in own words','2026-11-11','2026-11-11 16:00:00.000000');
INSERT INTO "point_entries" VALUES(32,1,3,16,'pytorch',5,'answered in own words','2026-11-11','2026-11-11 16:00:00.000000');
INSERT INTO "point_entries" VALUES(33,1,2,17,'pytorch',2,'wrong choice','2026-11-12','2026-11-12 16:00:00.000000');
INSERT INTO "point_entries" VALUES(34,1,4,17,'pytorch',10,'right choice','2026-11-12','2026-11-12 16:00:00.000000');
INSERT INTO "point_entries" VALUES(35,1,2,18,'maths',5,'answered in own words','2026-11-12','2026-11-12 16:00:00.000000');
INSERT INTO "point_entries" VALUES(36,1,4,18,'maths',5,'answered in own words','2026-11-12','2026-11-12 16:00:00.000000');
CREATE TABLE point_totals (
	member_id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	period VARCHAR NOT NULL, 
	track VARCHAR NOT NULL, 
	points INTEGER NOT NULL, 
	CONSTRAINT pk_point_totals PRIMARY KEY (member_id, team_id, period, track), 
	CONSTRAINT fk_point_totals_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE, 
	CONSTRAINT fk_point_totals_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "point_totals" VALUES(4,1,'2026-11','',74);
INSERT INTO "point_totals" VALUES(2,1,'2026-11','',58);
INSERT INTO "point_totals" VALUES(3,1,'2026-11','',42);
INSERT INTO "point_totals" VALUES(4,1,'2026-11','maths',29);
INSERT INTO "point_totals" VALUES(2,1,'2026-11','maths',26);
INSERT INTO "point_totals" VALUES(3,1,'2026-11','maths',11);
INSERT INTO "point_totals" VALUES(4,1,'2026-11','pytorch',45);
INSERT INTO "point_totals" VALUES(2,1,'2026-11','pytorch',32);
INSERT INTO "point_totals" VALUES(3,1,'2026-11','pytorch',31);
INSERT INTO "point_totals" VALUES(4,1,'2026-W45','',37);
INSERT INTO "point_totals" VALUES(2,1,'2026-W45','',29);
INSERT INTO "point_totals" VALUES(3,1,'2026-W45','',21);
INSERT INTO "point_totals" VALUES(4,1,'2026-W45','maths',17);
INSERT INTO "point_totals" VALUES(2,1,'2026-W45','maths',9);
INSERT INTO "point_totals" VALUES(3,1,'2026-W45','maths',2);
INSERT INTO "point_totals" VALUES(2,1,'2026-W45','pytorch',20);
INSERT INTO "point_totals" VALUES(4,1,'2026-W45','pytorch',20);
INSERT INTO "point_totals" VALUES(3,1,'2026-W45','pytorch',19);
INSERT INTO "point_totals" VALUES(4,1,'2026-W46','',37);
INSERT INTO "point_totals" VALUES(2,1,'2026-W46','',29);
INSERT INTO "point_totals" VALUES(3,1,'2026-W46','',21);
INSERT INTO "point_totals" VALUES(2,1,'2026-W46','maths',17);
INSERT INTO "point_totals" VALUES(4,1,'2026-W46','maths',12);
INSERT INTO "point_totals" VALUES(3,1,'2026-W46','maths',9);
INSERT INTO "point_totals" VALUES(4,1,'2026-W46','pytorch',25);
INSERT INTO "point_totals" VALUES(2,1,'2026-W46','pytorch',12);
INSERT INTO "point_totals" VALUES(3,1,'2026-W46','pytorch',12);
INSERT INTO "point_totals" VALUES(4,1,'all','',74);
INSERT INTO "point_totals" VALUES(2,1,'all','',58);
INSERT INTO "point_totals" VALUES(3,1,'all','',42);
INSERT INTO "point_totals" VALUES(4,1,'all','maths',29);
INSERT INTO "point_totals" VALUES(2,1,'all','maths',26);
INSERT INTO "point_totals" VALUES(3,1,'all','maths',11);
INSERT INTO "point_totals" VALUES(4,1,'all','pytorch',45);
INSERT INTO "point_totals" VALUES(2,1,'all','pytorch',32);
INSERT INTO "point_totals" VALUES(3,1,'all','pytorch',31);
CREATE TABLE proposals (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	team_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	question_id VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	CONSTRAINT fk_proposals_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE, 
	CONSTRAINT fk_proposals_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE
);
INSERT INTO "proposals" VALUES(1,1,2,'suggestion','','What is a view?','2026-11-05 16:00:00.000000','waiting');
INSERT INTO "proposals" VALUES(2,1,2,'flag','maths/q00','It is wrong.','2026-11-05 16:00:00.000000','waiting');
CREATE TABLE question_revisions (
	question_id VARCHAR NOT NULL, 
	revision VARCHAR NOT NULL, 
	body JSON NOT NULL, 
	CONSTRAINT pk_question_revisions PRIMARY KEY (question_id, revision)
);
INSERT INTO "question_revisions" VALUES('maths/q08','r1','{"id": "maths/q08", "title": "Title of maths/q08", "track": "maths", "level": "advanced", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of maths/q08?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of maths/q08"}], "right": true, "why": [{"type": "text", "text": "SECRET why 0 of maths/q08"}]}, {"text": [{"type": "text", "text": "Choice 1 of maths/q08"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of maths/q08"}]}, {"text": [{"type": "text", "text": "Choice 2 of maths/q08"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of maths/q08"}]}, {"text": [{"type": "text", "text": "Choice 3 of maths/q08"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of maths/q08"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of maths/q08"}], [{"type": "text", "text": "SECRET point 2 of maths/q08"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of maths/q08"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('pytorch/q08','r1','{"id": "pytorch/q08", "title": "Title of pytorch/q08", "track": "pytorch", "level": "advanced", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of pytorch/q08?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of pytorch/q08"}], "right": true, "why": [{"type": "text", "text": "SECRET why 0 of pytorch/q08"}]}, {"text": [{"type": "text", "text": "Choice 1 of pytorch/q08"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of pytorch/q08"}]}, {"text": [{"type": "text", "text": "Choice 2 of pytorch/q08"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of pytorch/q08"}]}, {"text": [{"type": "text", "text": "Choice 3 of pytorch/q08"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of pytorch/q08"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of pytorch/q08"}], [{"type": "text", "text": "SECRET point 2 of pytorch/q08"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of pytorch/q08"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('pytorch/q05','r1','{"id": "pytorch/q05", "title": "Title of pytorch/q05", "track": "pytorch", "level": "advanced", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of pytorch/q05?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of pytorch/q05"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of pytorch/q05"}]}, {"text": [{"type": "text", "text": "Choice 1 of pytorch/q05"}], "right": true, "why": [{"type": "text", "text": "SECRET why 1 of pytorch/q05"}]}, {"text": [{"type": "text", "text": "Choice 2 of pytorch/q05"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of pytorch/q05"}]}, {"text": [{"type": "text", "text": "Choice 3 of pytorch/q05"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of pytorch/q05"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of pytorch/q05"}], [{"type": "text", "text": "SECRET point 2 of pytorch/q05"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of pytorch/q05"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('pytorch/q04','r1','{"id": "pytorch/q04", "title": "Title of pytorch/q04", "track": "pytorch", "level": "intermediate", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of pytorch/q04?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of pytorch/q04"}], "right": true, "why": [{"type": "text", "text": "SECRET why 0 of pytorch/q04"}]}, {"text": [{"type": "text", "text": "Choice 1 of pytorch/q04"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of pytorch/q04"}]}, {"text": [{"type": "text", "text": "Choice 2 of pytorch/q04"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of pytorch/q04"}]}, {"text": [{"type": "text", "text": "Choice 3 of pytorch/q04"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of pytorch/q04"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of pytorch/q04"}], [{"type": "text", "text": "SECRET point 2 of pytorch/q04"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of pytorch/q04"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('maths/q07','r1','{"id": "maths/q07", "title": "Title of maths/q07", "track": "maths", "level": "intermediate", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of maths/q07?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of maths/q07"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of maths/q07"}]}, {"text": [{"type": "text", "text": "Choice 1 of maths/q07"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of maths/q07"}]}, {"text": [{"type": "text", "text": "Choice 2 of maths/q07"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of maths/q07"}]}, {"text": [{"type": "text", "text": "Choice 3 of maths/q07"}], "right": true, "why": [{"type": "text", "text": "SECRET why 3 of maths/q07"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of maths/q07"}], [{"type": "text", "text": "SECRET point 2 of maths/q07"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of maths/q07"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('maths/q00','r1','{"id": "maths/q00", "title": "Title of maths/q00", "track": "maths", "level": "basic", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of maths/q00?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of maths/q00"}], "right": true, "why": [{"type": "text", "text": "SECRET why 0 of maths/q00"}]}, {"text": [{"type": "text", "text": "Choice 1 of maths/q00"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of maths/q00"}]}, {"text": [{"type": "text", "text": "Choice 2 of maths/q00"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of maths/q00"}]}, {"text": [{"type": "text", "text": "Choice 3 of maths/q00"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of maths/q00"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of maths/q00"}], [{"type": "text", "text": "SECRET point 2 of maths/q00"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of maths/q00"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('pytorch/q03','r1','{"id": "pytorch/q03", "title": "Title of pytorch/q03", "track": "pytorch", "level": "basic", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of pytorch/q03?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of pytorch/q03"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of pytorch/q03"}]}, {"text": [{"type": "text", "text": "Choice 1 of pytorch/q03"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of pytorch/q03"}]}, {"text": [{"type": "text", "text": "Choice 2 of pytorch/q03"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of pytorch/q03"}]}, {"text": [{"type": "text", "text": "Choice 3 of pytorch/q03"}], "right": true, "why": [{"type": "text", "text": "SECRET why 3 of pytorch/q03"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of pytorch/q03"}], [{"type": "text", "text": "SECRET point 2 of pytorch/q03"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of pytorch/q03"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('pytorch/q00','r1','{"id": "pytorch/q00", "title": "Title of pytorch/q00", "track": "pytorch", "level": "basic", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of pytorch/q00?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of pytorch/q00"}], "right": true, "why": [{"type": "text", "text": "SECRET why 0 of pytorch/q00"}]}, {"text": [{"type": "text", "text": "Choice 1 of pytorch/q00"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of pytorch/q00"}]}, {"text": [{"type": "text", "text": "Choice 2 of pytorch/q00"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of pytorch/q00"}]}, {"text": [{"type": "text", "text": "Choice 3 of pytorch/q00"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of pytorch/q00"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of pytorch/q00"}], [{"type": "text", "text": "SECRET point 2 of pytorch/q00"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of pytorch/q00"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('pytorch/q10','r1','{"id": "pytorch/q10", "title": "Title of pytorch/q10", "track": "pytorch", "level": "intermediate", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of pytorch/q10?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of pytorch/q10"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of pytorch/q10"}]}, {"text": [{"type": "text", "text": "Choice 1 of pytorch/q10"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of pytorch/q10"}]}, {"text": [{"type": "text", "text": "Choice 2 of pytorch/q10"}], "right": true, "why": [{"type": "text", "text": "SECRET why 2 of pytorch/q10"}]}, {"text": [{"type": "text", "text": "Choice 3 of pytorch/q10"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of pytorch/q10"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of pytorch/q10"}], [{"type": "text", "text": "SECRET point 2 of pytorch/q10"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of pytorch/q10"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('maths/q09','r1','{"id": "maths/q09", "title": "Title of maths/q09", "track": "maths", "level": "basic", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of maths/q09?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of maths/q09"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of maths/q09"}]}, {"text": [{"type": "text", "text": "Choice 1 of maths/q09"}], "right": true, "why": [{"type": "text", "text": "SECRET why 1 of maths/q09"}]}, {"text": [{"type": "text", "text": "Choice 2 of maths/q09"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of maths/q09"}]}, {"text": [{"type": "text", "text": "Choice 3 of maths/q09"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of maths/q09"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of maths/q09"}], [{"type": "text", "text": "SECRET point 2 of maths/q09"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of maths/q09"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('maths/q11','r1','{"id": "maths/q11", "title": "Title of maths/q11", "track": "maths", "level": "advanced", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of maths/q11?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of maths/q11"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of maths/q11"}]}, {"text": [{"type": "text", "text": "Choice 1 of maths/q11"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of maths/q11"}]}, {"text": [{"type": "text", "text": "Choice 2 of maths/q11"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of maths/q11"}]}, {"text": [{"type": "text", "text": "Choice 3 of maths/q11"}], "right": true, "why": [{"type": "text", "text": "SECRET why 3 of maths/q11"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of maths/q11"}], [{"type": "text", "text": "SECRET point 2 of maths/q11"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of maths/q11"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('pytorch/q07','r1','{"id": "pytorch/q07", "title": "Title of pytorch/q07", "track": "pytorch", "level": "intermediate", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of pytorch/q07?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of pytorch/q07"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of pytorch/q07"}]}, {"text": [{"type": "text", "text": "Choice 1 of pytorch/q07"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of pytorch/q07"}]}, {"text": [{"type": "text", "text": "Choice 2 of pytorch/q07"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of pytorch/q07"}]}, {"text": [{"type": "text", "text": "Choice 3 of pytorch/q07"}], "right": true, "why": [{"type": "text", "text": "SECRET why 3 of pytorch/q07"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of pytorch/q07"}], [{"type": "text", "text": "SECRET point 2 of pytorch/q07"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of pytorch/q07"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('maths/q10','r1','{"id": "maths/q10", "title": "Title of maths/q10", "track": "maths", "level": "intermediate", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of maths/q10?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of maths/q10"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of maths/q10"}]}, {"text": [{"type": "text", "text": "Choice 1 of maths/q10"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of maths/q10"}]}, {"text": [{"type": "text", "text": "Choice 2 of maths/q10"}], "right": true, "why": [{"type": "text", "text": "SECRET why 2 of maths/q10"}]}, {"text": [{"type": "text", "text": "Choice 3 of maths/q10"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of maths/q10"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of maths/q10"}], [{"type": "text", "text": "SECRET point 2 of maths/q10"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of maths/q10"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('pytorch/q11','r1','{"id": "pytorch/q11", "title": "Title of pytorch/q11", "track": "pytorch", "level": "advanced", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of pytorch/q11?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of pytorch/q11"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of pytorch/q11"}]}, {"text": [{"type": "text", "text": "Choice 1 of pytorch/q11"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of pytorch/q11"}]}, {"text": [{"type": "text", "text": "Choice 2 of pytorch/q11"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of pytorch/q11"}]}, {"text": [{"type": "text", "text": "Choice 3 of pytorch/q11"}], "right": true, "why": [{"type": "text", "text": "SECRET why 3 of pytorch/q11"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of pytorch/q11"}], [{"type": "text", "text": "SECRET point 2 of pytorch/q11"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of pytorch/q11"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('pytorch/q09','r1','{"id": "pytorch/q09", "title": "Title of pytorch/q09", "track": "pytorch", "level": "basic", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of pytorch/q09?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of pytorch/q09"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of pytorch/q09"}]}, {"text": [{"type": "text", "text": "Choice 1 of pytorch/q09"}], "right": true, "why": [{"type": "text", "text": "SECRET why 1 of pytorch/q09"}]}, {"text": [{"type": "text", "text": "Choice 2 of pytorch/q09"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of pytorch/q09"}]}, {"text": [{"type": "text", "text": "Choice 3 of pytorch/q09"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of pytorch/q09"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of pytorch/q09"}], [{"type": "text", "text": "SECRET point 2 of pytorch/q09"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of pytorch/q09"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('maths/q06','r1','{"id": "maths/q06", "title": "Title of maths/q06", "track": "maths", "level": "basic", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of maths/q06?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of maths/q06"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of maths/q06"}]}, {"text": [{"type": "text", "text": "Choice 1 of maths/q06"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of maths/q06"}]}, {"text": [{"type": "text", "text": "Choice 2 of maths/q06"}], "right": true, "why": [{"type": "text", "text": "SECRET why 2 of maths/q06"}]}, {"text": [{"type": "text", "text": "Choice 3 of maths/q06"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of maths/q06"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of maths/q06"}], [{"type": "text", "text": "SECRET point 2 of maths/q06"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of maths/q06"}]}], "references": []}');
INSERT INTO "question_revisions" VALUES('maths/q05','r1','{"id": "maths/q05", "title": "Title of maths/q05", "track": "maths", "level": "advanced", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of maths/q05?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of maths/q05"}], "right": false, "why": [{"type": "text", "text": "SECRET why 0 of maths/q05"}]}, {"text": [{"type": "text", "text": "Choice 1 of maths/q05"}], "right": true, "why": [{"type": "text", "text": "SECRET why 1 of maths/q05"}]}, {"text": [{"type": "text", "text": "Choice 2 of maths/q05"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of maths/q05"}]}, {"text": [{"type": "text", "text": "Choice 3 of maths/q05"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of maths/q05"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of maths/q05"}], [{"type": "text", "text": "SECRET point 2 of maths/q05"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of maths/q05"}]}], "references": []}');
CREATE TABLE responses (
	round_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	choice INTEGER, 
	text TEXT, 
	first_at DATETIME NOT NULL, 
	at DATETIME NOT NULL, 
	covered JSON, 
	CONSTRAINT pk_responses PRIMARY KEY (round_id, member_id), 
	CONSTRAINT fk_responses_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE, 
	CONSTRAINT fk_responses_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE CASCADE
);
INSERT INTO "responses" VALUES(1,2,3,NULL,'2026-11-02 09:00:00.000000','2026-11-02 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(1,3,2,NULL,'2026-11-02 09:00:00.000000','2026-11-02 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(1,4,0,NULL,'2026-11-02 09:00:00.000000','2026-11-02 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(2,2,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-02 09:00:00.000000','2026-11-02 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(2,3,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-02 09:00:00.000000','2026-11-02 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(2,4,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-02 09:00:00.000000','2026-11-02 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(3,2,1,NULL,'2026-11-03 09:00:00.000000','2026-11-03 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(3,3,2,NULL,'2026-11-03 09:00:00.000000','2026-11-03 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(4,2,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-03 09:00:00.000000','2026-11-03 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(4,3,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-03 09:00:00.000000','2026-11-03 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(5,2,0,NULL,'2026-11-04 09:00:00.000000','2026-11-04 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(5,4,1,NULL,'2026-11-04 09:00:00.000000','2026-11-04 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(6,2,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-04 09:00:00.000000','2026-11-04 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(6,4,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-04 09:00:00.000000','2026-11-04 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(7,3,0,NULL,'2026-11-05 09:00:00.000000','2026-11-05 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(7,4,3,NULL,'2026-11-05 09:00:00.000000','2026-11-05 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(8,3,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-05 09:00:00.000000','2026-11-05 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(8,4,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-05 09:00:00.000000','2026-11-05 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(11,3,0,NULL,'2026-11-09 09:00:00.000000','2026-11-09 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(11,4,2,NULL,'2026-11-09 09:00:00.000000','2026-11-09 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(12,3,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-09 09:00:00.000000','2026-11-09 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(12,4,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-09 09:00:00.000000','2026-11-09 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(13,2,0,NULL,'2026-11-10 09:00:00.000000','2026-11-10 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(13,3,1,NULL,'2026-11-10 09:00:00.000000','2026-11-10 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(13,4,2,NULL,'2026-11-10 09:00:00.000000','2026-11-10 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(14,2,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-10 09:00:00.000000','2026-11-10 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(14,3,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-10 09:00:00.000000','2026-11-10 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(14,4,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-10 09:00:00.000000','2026-11-10 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(15,2,2,NULL,'2026-11-11 09:00:00.000000','2026-11-11 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(15,3,0,NULL,'2026-11-11 09:00:00.000000','2026-11-11 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(16,2,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-11 09:00:00.000000','2026-11-11 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(16,3,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-11 09:00:00.000000','2026-11-11 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(17,2,3,NULL,'2026-11-12 09:00:00.000000','2026-11-12 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(17,4,1,NULL,'2026-11-12 09:00:00.000000','2026-11-12 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(18,2,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-12 09:00:00.000000','2026-11-12 09:00:00.000000',NULL);
INSERT INTO "responses" VALUES(18,4,NULL,'it depends: 🙂 ''quoted'' "twice" \ and
more','2026-11-12 09:00:00.000000','2026-11-12 09:00:00.000000',NULL);
CREATE TABLE retired_questions (
	team_id INTEGER NOT NULL, 
	question_id VARCHAR NOT NULL, 
	reason TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_retired_questions PRIMARY KEY (team_id, question_id), 
	CONSTRAINT fk_retired_questions_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE
);
INSERT INTO "retired_questions" VALUES(1,'maths/q01','too easy','2026-11-05 16:00:00.000000');
CREATE TABLE reviews (
	member_id INTEGER NOT NULL, 
	question_id VARCHAR NOT NULL, 
	due_at DATETIME NOT NULL, 
	card TEXT NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (member_id, question_id), 
	CONSTRAINT fk_reviews_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
INSERT INTO "reviews" VALUES(2,'maths/q08','2026-11-03 16:00:00.000000','{"card_id": 132473304111673, "difficulty": 6.4133, "due": "2026-11-03T16:00:00+00:00", "last_review": "2026-11-02T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(3,'maths/q08','2026-11-03 16:00:00.000000','{"card_id": 246769713513465, "difficulty": 6.4133, "due": "2026-11-03T16:00:00+00:00", "last_review": "2026-11-02T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(4,'maths/q08','2026-11-04 16:00:00.000000','{"card_id": 193746700830711, "difficulty": 2.118103970459016, "due": "2026-11-04T16:00:00+00:00", "last_review": "2026-11-02T16:00:00+00:00", "stability": 2.3065, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(2,'pytorch/q05','2026-11-05 16:00:00.000000','{"card_id": 204238351994174, "difficulty": 2.118103970459016, "due": "2026-11-05T16:00:00+00:00", "last_review": "2026-11-03T16:00:00+00:00", "stability": 2.3065, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(3,'pytorch/q05','2026-11-04 16:00:00.000000','{"card_id": 5329640699539, "difficulty": 6.4133, "due": "2026-11-04T16:00:00+00:00", "last_review": "2026-11-03T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(2,'maths/q07','2026-11-05 16:00:00.000000','{"card_id": 104994409166029, "difficulty": 6.4133, "due": "2026-11-05T16:00:00+00:00", "last_review": "2026-11-04T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(4,'maths/q07','2026-11-05 16:00:00.000000','{"card_id": 38979224304417, "difficulty": 6.4133, "due": "2026-11-05T16:00:00+00:00", "last_review": "2026-11-04T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(3,'pytorch/q03','2026-11-06 16:00:00.000000','{"card_id": 196458676370853, "difficulty": 6.4133, "due": "2026-11-06T16:00:00+00:00", "last_review": "2026-11-05T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(4,'pytorch/q03','2026-11-07 16:00:00.000000','{"card_id": 42236249579253, "difficulty": 2.118103970459016, "due": "2026-11-07T16:00:00+00:00", "last_review": "2026-11-05T16:00:00+00:00", "stability": 2.3065, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(3,'pytorch/q10','2026-11-10 16:00:00.000000','{"card_id": 250475534359659, "difficulty": 6.4133, "due": "2026-11-10T16:00:00+00:00", "last_review": "2026-11-09T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(4,'pytorch/q10','2026-11-11 16:00:00.000000','{"card_id": 138075980600404, "difficulty": 2.118103970459016, "due": "2026-11-11T16:00:00+00:00", "last_review": "2026-11-09T16:00:00+00:00", "stability": 2.3065, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(2,'maths/q11','2026-11-11 16:00:00.000000','{"card_id": 17283480103558, "difficulty": 6.4133, "due": "2026-11-11T16:00:00+00:00", "last_review": "2026-11-10T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(3,'maths/q11','2026-11-11 16:00:00.000000','{"card_id": 181784616373037, "difficulty": 6.4133, "due": "2026-11-11T16:00:00+00:00", "last_review": "2026-11-10T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(4,'maths/q11','2026-11-11 16:00:00.000000','{"card_id": 22661981146797, "difficulty": 6.4133, "due": "2026-11-11T16:00:00+00:00", "last_review": "2026-11-10T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(2,'maths/q10','2026-11-13 16:00:00.000000','{"card_id": 97615909426434, "difficulty": 2.118103970459016, "due": "2026-11-13T16:00:00+00:00", "last_review": "2026-11-11T16:00:00+00:00", "stability": 2.3065, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(3,'maths/q10','2026-11-12 16:00:00.000000','{"card_id": 10053729444996, "difficulty": 6.4133, "due": "2026-11-12T16:00:00+00:00", "last_review": "2026-11-11T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(2,'pytorch/q09','2026-11-13 16:00:00.000000','{"card_id": 43836984643560, "difficulty": 6.4133, "due": "2026-11-13T16:00:00+00:00", "last_review": "2026-11-12T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(4,'pytorch/q09','2026-11-14 16:00:00.000000','{"card_id": 33296893540542, "difficulty": 2.118103970459016, "due": "2026-11-14T16:00:00+00:00", "last_review": "2026-11-12T16:00:00+00:00", "stability": 2.3065, "state": 2, "step": null}');
INSERT INTO "reviews" VALUES(2,'pytorch/q11','2026-11-13 16:00:00.000000','{"card_id": 88657612691125, "difficulty": 6.4133, "due": "2026-11-13T16:00:00+00:00", "last_review": "2026-11-12T16:00:00+00:00", "stability": 0.212, "state": 2, "step": null}');
CREATE TABLE rounds (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	schedule_id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	platform VARCHAR NOT NULL, 
	workspace VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	slot DATE NOT NULL, 
	extra INTEGER NOT NULL, 
	due_at DATETIME NOT NULL, 
	reveal_at DATETIME NOT NULL, 
	closes_on DATE NOT NULL, 
	format TEXT NOT NULL, 
	state TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	question_id VARCHAR, 
	revision VARCHAR, 
	track VARCHAR NOT NULL, 
	"order" JSON NOT NULL, 
	"key" INTEGER, 
	reason VARCHAR NOT NULL, 
	late BOOLEAN NOT NULL, 
	opened_at DATETIME, 
	revealed_at DATETIME, 
	message_platform VARCHAR, 
	message_workspace VARCHAR, 
	message_channel VARCHAR, 
	message VARCHAR, 
	excuse TEXT, 
	worker VARCHAR NOT NULL, 
	lease_until DATETIME, 
	attempts INTEGER NOT NULL, 
	retry_at DATETIME, 
	CONSTRAINT fk_rounds_question_id_revision FOREIGN KEY(question_id, revision) REFERENCES question_revisions (question_id, revision) ON DELETE RESTRICT, 
	CONSTRAINT fk_rounds_schedule_id FOREIGN KEY(schedule_id) REFERENCES schedules (id) ON DELETE CASCADE, 
	CONSTRAINT fk_rounds_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE, 
	CONSTRAINT uq_rounds_schedule_id_slot_extra UNIQUE (schedule_id, slot, extra)
);
INSERT INTO "rounds" VALUES(1,1,1,'console','local','general','2026-11-02',0,'2026-11-02 09:00:00.000000','2026-11-02 16:00:00.000000','2026-11-02','choice','revealed',1,'maths/q08','r1','maths','[3, 2, 0, 1]',0,'',0,'2026-11-02 09:00:00.000000','2026-11-02 16:00:00.000000','console','local','general','1',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(2,2,1,'console','local','other','2026-11-02',0,'2026-11-02 09:00:00.000000','2026-11-02 16:00:00.000000','2026-11-02','open','revealed',2,'pytorch/q08','r1','pytorch','[]',0,'',0,'2026-11-02 09:00:00.000000','2026-11-02 16:00:00.000000','console','local','other','2',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(3,1,1,'console','local','general','2026-11-03',0,'2026-11-03 09:00:00.000000','2026-11-03 16:00:00.000000','2026-11-03','choice','revealed',3,'pytorch/q05','r1','pytorch','[3, 1, 2, 0]',1,'',0,'2026-11-03 09:00:00.000000','2026-11-03 16:00:00.000000','console','local','general','5',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(4,2,1,'console','local','other','2026-11-03',0,'2026-11-03 09:00:00.000000','2026-11-03 16:00:00.000000','2026-11-03','open','revealed',4,'pytorch/q04','r1','pytorch','[]',0,'',0,'2026-11-03 09:00:00.000000','2026-11-03 16:00:00.000000','console','local','other','6',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(5,1,1,'console','local','general','2026-11-04',0,'2026-11-04 09:00:00.000000','2026-11-04 16:00:00.000000','2026-11-04','choice','revealed',5,'maths/q07','r1','maths','[1, 2, 0, 3]',3,'',0,'2026-11-04 09:00:00.000000','2026-11-04 16:00:00.000000','console','local','general','9',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(6,2,1,'console','local','other','2026-11-04',0,'2026-11-04 09:00:00.000000','2026-11-04 16:00:00.000000','2026-11-04','open','revealed',6,'maths/q00','r1','maths','[]',0,'',0,'2026-11-04 09:00:00.000000','2026-11-04 16:00:00.000000','console','local','other','10',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(7,1,1,'console','local','general','2026-11-05',0,'2026-11-05 09:00:00.000000','2026-11-05 16:00:00.000000','2026-11-05','choice','revealed',7,'pytorch/q03','r1','pytorch','[0, 3, 1, 2]',3,'',0,'2026-11-05 09:00:00.000000','2026-11-05 16:00:00.000000','console','local','general','13',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(8,2,1,'console','local','other','2026-11-05',0,'2026-11-05 09:00:00.000000','2026-11-05 16:00:00.000000','2026-11-05','open','revealed',8,'pytorch/q00','r1','pytorch','[]',0,'',0,'2026-11-05 09:00:00.000000','2026-11-05 16:00:00.000000','console','local','other','14',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(9,1,1,'console','local','general','2026-11-06',0,'2026-11-06 09:00:00.000000','2026-11-06 16:00:00.000000','2026-11-06','choice','skipped',0,NULL,NULL,'','[]',NULL,'holiday',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,0,NULL);
INSERT INTO "rounds" VALUES(10,2,1,'console','local','other','2026-11-06',0,'2026-11-06 09:00:00.000000','2026-11-06 16:00:00.000000','2026-11-06','open','skipped',0,NULL,NULL,'','[]',NULL,'holiday',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,0,NULL);
INSERT INTO "rounds" VALUES(11,1,1,'console','local','general','2026-11-09',0,'2026-11-09 09:00:00.000000','2026-11-09 16:00:00.000000','2026-11-09','choice','revealed',9,'pytorch/q10','r1','pytorch','[0, 2, 1, 3]',2,'',0,'2026-11-09 09:00:00.000000','2026-11-09 16:00:00.000000','console','local','general','17',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(12,2,1,'console','local','other','2026-11-09',0,'2026-11-09 09:00:00.000000','2026-11-09 16:00:00.000000','2026-11-09','open','revealed',10,'maths/q09','r1','maths','[]',1,'',0,'2026-11-09 09:00:00.000000','2026-11-09 16:00:00.000000','console','local','other','18',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(13,1,1,'console','local','general','2026-11-10',0,'2026-11-10 09:00:00.000000','2026-11-10 16:00:00.000000','2026-11-10','choice','revealed',11,'maths/q11','r1','maths','[0, 1, 2, 3]',3,'',0,'2026-11-10 09:00:00.000000','2026-11-10 16:00:00.000000','console','local','general','21',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(14,2,1,'console','local','other','2026-11-10',0,'2026-11-10 09:00:00.000000','2026-11-10 16:00:00.000000','2026-11-10','open','revealed',12,'pytorch/q07','r1','pytorch','[]',3,'',0,'2026-11-10 09:00:00.000000','2026-11-10 16:00:00.000000','console','local','other','22',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(15,1,1,'console','local','general','2026-11-11',0,'2026-11-11 09:00:00.000000','2026-11-11 16:00:00.000000','2026-11-11','choice','revealed',13,'maths/q10','r1','maths','[1, 2, 0, 3]',2,'',0,'2026-11-11 09:00:00.000000','2026-11-11 16:00:00.000000','console','local','general','25',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(16,2,1,'console','local','other','2026-11-11',0,'2026-11-11 09:00:00.000000','2026-11-11 16:00:00.000000','2026-11-11','open','revealed',14,'pytorch/q11','r1','pytorch','[]',3,'',0,'2026-11-11 09:00:00.000000','2026-11-11 16:00:00.000000','console','local','other','26',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(17,1,1,'console','local','general','2026-11-12',0,'2026-11-12 09:00:00.000000','2026-11-12 16:00:00.000000','2026-11-12','choice','revealed',15,'pytorch/q09','r1','pytorch','[1, 0, 3, 2]',1,'',0,'2026-11-12 09:00:00.000000','2026-11-12 16:00:00.000000','console','local','general','29',NULL,'',NULL,1,NULL);
INSERT INTO "rounds" VALUES(18,2,1,'console','local','other','2026-11-12',0,'2026-11-12 09:00:00.000000','2026-11-12 16:00:00.000000','2026-11-12','open','revealed',16,'maths/q06','r1','maths','[]',2,'',0,'2026-11-12 09:00:00.000000','2026-11-12 16:00:00.000000','console','local','other','30',NULL,'',NULL,1,NULL);
CREATE TABLE schedules (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	team_id INTEGER NOT NULL, 
	platform VARCHAR NOT NULL, 
	workspace VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	at TIME NOT NULL, 
	zone VARCHAR NOT NULL, 
	days JSON NOT NULL, 
	tracks JSON NOT NULL, 
	levels JSON NOT NULL, 
	format TEXT NOT NULL, 
	reveal_after INTEGER, 
	reveal_at TIME, 
	owner VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	since DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	pause_reason VARCHAR NOT NULL, 
	CONSTRAINT ck_schedules_ck_schedules_one_reveal CHECK ((reveal_after IS NULL) <> (reveal_at IS NULL)), 
	CONSTRAINT fk_schedules_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE
);
INSERT INTO "schedules" VALUES(1,1,'console','local','general','09:00:00.000000','UTC','[0, 1, 2, 3, 4]','[]','[]','choice',25200,NULL,'lead','2026-11-01 00:00:00.000000','2026-11-01 00:00:00.000000','active','');
INSERT INTO "schedules" VALUES(2,1,'console','local','other','09:00:00.000000','UTC','[0, 1, 2, 3, 4]','[]','[]','open',25200,NULL,'lead','2026-11-01 00:00:00.000000','2026-11-01 00:00:00.000000','active','');
CREATE TABLE streak_days (
	member_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	outcome TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	current INTEGER NOT NULL, 
	best INTEGER NOT NULL, 
	freezes INTEGER NOT NULL, 
	CONSTRAINT pk_streak_days PRIMARY KEY (member_id, day), 
	CONSTRAINT fk_streak_days_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
INSERT INTO "streak_days" VALUES(2,'2026-11-02','kept','you responded: day 1',1,1,0);
INSERT INTO "streak_days" VALUES(3,'2026-11-02','kept','you responded: day 1',1,1,0);
INSERT INTO "streak_days" VALUES(4,'2026-11-02','kept','you responded: day 1',1,1,0);
INSERT INTO "streak_days" VALUES(2,'2026-11-03','kept','you responded: day 2',2,2,0);
INSERT INTO "streak_days" VALUES(3,'2026-11-03','kept','you responded: day 2',2,2,0);
INSERT INTO "streak_days" VALUES(4,'2026-11-03','missed','no response, and no freeze to spend: a streak of 1 ended',0,1,0);
INSERT INTO "streak_days" VALUES(2,'2026-11-04','kept','you responded: day 3',3,3,0);
INSERT INTO "streak_days" VALUES(3,'2026-11-04','missed','no response, and no freeze to spend: a streak of 2 ended',0,2,0);
INSERT INTO "streak_days" VALUES(4,'2026-11-04','kept','you responded: day 1',1,1,0);
INSERT INTO "streak_days" VALUES(2,'2026-11-05','missed','no response, and no freeze to spend: a streak of 3 ended',0,3,0);
INSERT INTO "streak_days" VALUES(3,'2026-11-05','kept','you responded: day 1',1,2,0);
INSERT INTO "streak_days" VALUES(4,'2026-11-05','kept','you responded: day 2',2,2,0);
INSERT INTO "streak_days" VALUES(2,'2026-11-09','missed','no response',0,3,0);
INSERT INTO "streak_days" VALUES(3,'2026-11-09','kept','you responded: day 2',2,2,0);
INSERT INTO "streak_days" VALUES(4,'2026-11-09','kept','you responded: day 3',3,3,0);
INSERT INTO "streak_days" VALUES(2,'2026-11-10','kept','you responded: day 1',1,3,0);
INSERT INTO "streak_days" VALUES(3,'2026-11-10','kept','you responded: day 3',3,3,0);
INSERT INTO "streak_days" VALUES(4,'2026-11-10','kept','you responded: day 4',4,4,0);
INSERT INTO "streak_days" VALUES(2,'2026-11-11','kept','you responded: day 2',2,3,0);
INSERT INTO "streak_days" VALUES(3,'2026-11-11','kept','you responded: day 4',4,4,0);
INSERT INTO "streak_days" VALUES(4,'2026-11-11','missed','no response, and no freeze to spend: a streak of 4 ended',0,4,0);
INSERT INTO "streak_days" VALUES(2,'2026-11-12','kept','you responded: day 3',3,3,0);
INSERT INTO "streak_days" VALUES(3,'2026-11-12','missed','no response, and no freeze to spend: a streak of 4 ended',0,4,0);
INSERT INTO "streak_days" VALUES(4,'2026-11-12','kept','you responded: day 1',1,4,0);
CREATE TABLE team_questions (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	question_id VARCHAR NOT NULL, 
	body JSON NOT NULL, 
	added_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_team_questions PRIMARY KEY (id), 
	CONSTRAINT fk_team_questions_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE, 
	CONSTRAINT uq_team_questions_team_id_question_id UNIQUE (team_id, question_id)
);
INSERT INTO "team_questions" VALUES(1,1,'own/one','{"id": "own/one", "title": "Title of own/one", "track": "own", "level": "basic", "tags": [], "source": null, "revision": "r1", "prompt": [{"type": "paragraph", "children": [{"type": "text", "text": "Prompt of own/one?"}]}], "choices": [{"text": [{"type": "text", "text": "Choice 0 of own/one"}], "right": true, "why": [{"type": "text", "text": "SECRET why 0 of own/one"}]}, {"text": [{"type": "text", "text": "Choice 1 of own/one"}], "right": false, "why": [{"type": "text", "text": "SECRET why 1 of own/one"}]}, {"text": [{"type": "text", "text": "Choice 2 of own/one"}], "right": false, "why": [{"type": "text", "text": "SECRET why 2 of own/one"}]}, {"text": [{"type": "text", "text": "Choice 3 of own/one"}], "right": false, "why": [{"type": "text", "text": "SECRET why 3 of own/one"}]}], "key_points": [[{"type": "text", "text": "SECRET point 1 of own/one"}], [{"type": "text", "text": "SECRET point 2 of own/one"}]], "answer": [{"type": "paragraph", "children": [{"type": "text", "text": "SECRET answer of own/one"}]}], "references": []}','2026-11-14 00:00:00.000000','2026-11-14 00:00:00.000000');
CREATE TABLE teams (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	zone VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL
);
INSERT INTO "teams" VALUES(1,'console:local','UTC','2026-11-01 00:00:00.000000');
CREATE TABLE workspaces (
	platform VARCHAR NOT NULL, 
	workspace VARCHAR NOT NULL, 
	team_id INTEGER NOT NULL, 
	CONSTRAINT pk_workspaces PRIMARY KEY (platform, workspace), 
	CONSTRAINT fk_workspaces_team_id FOREIGN KEY(team_id) REFERENCES teams (id) ON DELETE CASCADE
);
INSERT INTO "workspaces" VALUES('console','local',1);
CREATE INDEX ix_outages_platform_ended_at ON outages (platform, ended_at);
CREATE INDEX ix_teams_name ON teams (name);
CREATE INDEX ix_members_team_id ON members (team_id);
CREATE INDEX ix_schedules_channel ON schedules (channel);
CREATE INDEX ix_schedules_state ON schedules (state);
CREATE INDEX ix_schedules_team_id ON schedules (team_id);
CREATE INDEX ix_workspaces_team_id ON workspaces (team_id);
CREATE INDEX ix_attempts_member_id_question_id_at ON attempts (member_id, question_id, at);
CREATE INDEX ix_corrections_by ON corrections ("by");
CREATE INDEX ix_drills_member_id ON drills (member_id);
CREATE INDEX ix_identities_member_id ON identities (member_id);
CREATE INDEX ix_point_totals_board ON point_totals (team_id, period, track, points DESC, member_id);
CREATE INDEX ix_proposals_member_id ON proposals (member_id);
CREATE INDEX ix_proposals_team_id_state ON proposals (team_id, state);
CREATE INDEX ix_reviews_member_id_due_at ON reviews (member_id, due_at);
CREATE INDEX ix_rounds_channel ON rounds (channel);
CREATE INDEX ix_rounds_message ON rounds (message);
CREATE INDEX ix_rounds_question_id_revision ON rounds (question_id, revision);
CREATE INDEX ix_rounds_schedule_id_closes_on ON rounds (schedule_id, closes_on);
CREATE INDEX ix_rounds_state ON rounds (state);
CREATE INDEX ix_rounds_team_id_number ON rounds (team_id, number);
CREATE INDEX ix_rounds_team_id_question_id ON rounds (team_id, question_id);
CREATE INDEX ix_point_entries_member_id ON point_entries (member_id);
CREATE INDEX ix_point_entries_round_id ON point_entries (round_id);
CREATE INDEX ix_point_entries_team_id ON point_entries (team_id);
CREATE INDEX ix_responses_member_id_round_id ON responses (member_id, round_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('teams',1);
INSERT INTO "sqlite_sequence" VALUES('members',5);
INSERT INTO "sqlite_sequence" VALUES('schedules',2);
INSERT INTO "sqlite_sequence" VALUES('rounds',18);
INSERT INTO "sqlite_sequence" VALUES('proposals',2);
INSERT INTO "sqlite_sequence" VALUES('drills',1);
COMMIT;
