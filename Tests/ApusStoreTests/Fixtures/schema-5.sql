-- A database of schema 5, with secrets sealed by the key of 32 bytes 'k'.
PRAGMA application_id = 1097889139;
PRAGMA defer_foreign_keys = ON;
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    password TEXT,
    body TEXT NOT NULL
);
CREATE TABLE api_key (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    UNIQUE (account, name)
);
CREATE TABLE component (
    id TEXT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    connector TEXT,
    body TEXT NOT NULL,
    UNIQUE (type, name)
);
CREATE TABLE connector (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);
CREATE TABLE event (
    run TEXT NOT NULL REFERENCES run (id),
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    change TEXT NOT NULL,
    PRIMARY KEY (run, sequence)
) WITHOUT ROWID;
CREATE TABLE login (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    digest TEXT NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE named_secret (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);
CREATE TABLE run (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    pipeline TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    is_cancellation_requested INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    plan TEXT NOT NULL
, schedule TEXT, slot TEXT);
CREATE TABLE schedule (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    pipeline TEXT NOT NULL,
    body TEXT NOT NULL,
    plan TEXT NOT NULL
);
CREATE TABLE secret (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (owner, name)
) WITHOUT ROWID;
CREATE TABLE stack (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);
CREATE TABLE stack_component (
    stack TEXT NOT NULL REFERENCES stack (id) ON DELETE CASCADE,
    component TEXT NOT NULL REFERENCES component (id),
    PRIMARY KEY (stack, component)
) WITHOUT ROWID;
CREATE TABLE step_run (
    run TEXT NOT NULL REFERENCES run (id),
    position INTEGER NOT NULL,
    step TEXT NOT NULL,
    status TEXT NOT NULL,
    cache_key TEXT,
    ended_at INTEGER,
    body TEXT NOT NULL,
    plan TEXT NOT NULL,
    PRIMARY KEY (run, step)
);
CREATE INDEX component_by_connector ON component (connector) WHERE connector IS NOT NULL;
CREATE INDEX login_by_account ON login (account);
CREATE INDEX run_by_pipeline ON run (pipeline, created_at, id);
CREATE INDEX run_by_schedule ON run (schedule, created_at, id) WHERE schedule IS NOT NULL;
CREATE UNIQUE INDEX run_by_slot ON run (schedule, slot) WHERE schedule IS NOT NULL;
CREATE INDEX run_by_status ON run (status, created_at, id);
CREATE INDEX run_by_time ON run (created_at, id);
CREATE INDEX stack_component_by_component ON stack_component (component);
CREATE INDEX step_run_by_cache_key ON step_run (cache_key, ended_at, run) WHERE status = 'succeeded';
INSERT INTO "account" VALUES('01a223d1-4d3a-74d3-9fba-410ac37b7d1d','admin','$scrypt$ln=15,r=8,p=3$DUF8PehfkpyIyScgSRQXgg$PliqhzyPIdTPJBeL2JfPyX/ImnI4if9ILFP2GVphOWY','{"createdAt":"2026-11-28T20:20:49.082Z","id":"01a223d1-4d3a-74d3-9fba-410ac37b7d1d","isDisabled":false,"kind":"person","name":"admin","role":"admin"}');
INSERT INTO "account" VALUES('01a223d1-565b-732c-9658-8e2bdaf77761','ci',NULL,'{"createdAt":"2026-11-28T20:20:51.420Z","id":"01a223d1-565b-732c-9658-8e2bdaf77761","isDisabled":false,"kind":"service","name":"ci","role":"member"}');
INSERT INTO "api_key" VALUES('01a223d1-4d3a-7b98-9f47-1be8c76383af','01a223d1-4d3a-74d3-9fba-410ac37b7d1d','first','93ab0b7b12faa489bae12f67a68ade5b16f71ec71ad0ef23074a3c3f89ec467e','{"account":"01a223d1-4d3a-74d3-9fba-410ac37b7d1d","createdAt":"2026-11-28T20:20:49.082Z","id":"01a223d1-4d3a-7b98-9f47-1be8c76383af","lastUsedAt":"2026-11-28T20:20:51.261Z","name":"first"}');
INSERT INTO "api_key" VALUES('01a223d1-56a6-720c-a914-45465a0ba997','01a223d1-565b-732c-9658-8e2bdaf77761','deploy','05ce1466c5dc4e2c2fb57b7aef9eeb9d1e4f9becd2cb45a4ce14d652efd72671','{"account":"01a223d1-565b-732c-9658-8e2bdaf77761","createdAt":"2026-11-28T20:20:51.495Z","id":"01a223d1-56a6-720c-a914-45465a0ba997","name":"deploy"}');
INSERT INTO "component" VALUES('01a20e4b-74ab-793e-9a8b-1c7ea71ba1a5','orchestrator','default',NULL,'{"configuration":{},"createdAt":"2026-11-24T16:02:35.820Z","flavor":"local","id":"01a20e4b-74ab-793e-9a8b-1c7ea71ba1a5","labels":{},"name":"default","secretOptions":[],"type":"orchestrator","updatedAt":"2026-11-24T16:02:35.820Z"}');
INSERT INTO "component" VALUES('01a20e4b-74ac-7f12-9c03-9dd9111746ae','artifact_store','default',NULL,'{"configuration":{},"createdAt":"2026-11-24T16:02:35.820Z","flavor":"local","id":"01a20e4b-74ac-7f12-9c03-9dd9111746ae","labels":{},"name":"default","secretOptions":[],"type":"artifact_store","updatedAt":"2026-11-24T16:02:35.820Z"}');
INSERT INTO "component" VALUES('01a20e4b-74c4-7234-bd17-1827c0d1cf93','artifact_store','bucket',NULL,'{"configuration":{"path":"s3://data"},"createdAt":"2026-11-24T16:02:35.845Z","flavor":"s3","id":"01a20e4b-74c4-7234-bd17-1827c0d1cf93","labels":{"team":"a"},"name":"bucket","secretOptions":["access_key_id","secret_access_key"],"type":"artifact_store","updatedAt":"2026-11-24T16:02:35.845Z"}');
INSERT INTO "component" VALUES('01a20e4b-752d-7469-a3d7-96e9d2365a98','orchestrator','k8s',NULL,'{"configuration":{},"createdAt":"2026-11-24T16:02:35.949Z","flavor":"kubernetes","id":"01a20e4b-752d-7469-a3d7-96e9d2365a98","labels":{},"name":"k8s","secretOptions":[],"type":"orchestrator","updatedAt":"2026-11-24T16:02:35.949Z"}');
INSERT INTO "event" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',1,1795536156073,'{"run":{"_0":"running"}}');
INSERT INTO "event" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',2,1795536156079,'{"step":{"_0":{"attempts":[{"launchedAt":"2026-11-24T16:02:36.079Z","number":1,"status":"launched"}],"cacheKey":"sha256:6a1a4752cddf99ee113d9cdf28b84d0b72316a036b8bedc44b4aa8dd15da26f3","inputs":{},"outputs":{},"run":"01a20e4b-759e-744c-957d-746ac006bf31","status":"launching","step":"one"}}}');
INSERT INTO "event" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',3,1795536156131,'{"step":{"_0":{"attempts":[{"claimedAt":"2026-11-24T16:02:36.131Z","holder":"vm/28831/61a87ba5","launchedAt":"2026-11-24T16:02:36.079Z","number":1,"status":"claimed"}],"cacheKey":"sha256:6a1a4752cddf99ee113d9cdf28b84d0b72316a036b8bedc44b4aa8dd15da26f3","inputs":{},"outputs":{},"run":"01a20e4b-759e-744c-957d-746ac006bf31","startedAt":"2026-11-24T16:02:36.131Z","status":"running","step":"one"}}}');
INSERT INTO "event" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',4,1795536156157,'{"step":{"_0":{"attempts":[{"claimedAt":"2026-11-24T16:02:36.131Z","endedAt":"2026-11-24T16:02:36.157Z","holder":"vm/28831/61a87ba5","launchedAt":"2026-11-24T16:02:36.079Z","number":1,"status":"succeeded"}],"cacheKey":"sha256:6a1a4752cddf99ee113d9cdf28b84d0b72316a036b8bedc44b4aa8dd15da26f3","endedAt":"2026-11-24T16:02:36.157Z","inputs":{},"outputs":{"a":{"digest":"sha256:4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865","kind":"json","size":2}},"run":"01a20e4b-759e-744c-957d-746ac006bf31","startedAt":"2026-11-24T16:02:36.131Z","status":"succeeded","step":"one"}}}');
INSERT INTO "event" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',5,1795536156159,'{"step":{"_0":{"attempts":[{"launchedAt":"2026-11-24T16:02:36.159Z","number":1,"status":"launched"}],"cacheKey":"sha256:85a042996278587516dbe79a4f8b376a2cb0d52564bdbe54743ab975ecb22f2c","inputs":{"a":{"digest":"sha256:4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865","kind":"json","size":2}},"outputs":{},"run":"01a20e4b-759e-744c-957d-746ac006bf31","status":"launching","step":"two"}}}');
INSERT INTO "event" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',6,1795536156188,'{"step":{"_0":{"attempts":[{"claimedAt":"2026-11-24T16:02:36.188Z","holder":"vm/28831/61a87ba5","launchedAt":"2026-11-24T16:02:36.159Z","number":1,"status":"claimed"}],"cacheKey":"sha256:85a042996278587516dbe79a4f8b376a2cb0d52564bdbe54743ab975ecb22f2c","inputs":{"a":{"digest":"sha256:4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865","kind":"json","size":2}},"outputs":{},"run":"01a20e4b-759e-744c-957d-746ac006bf31","startedAt":"2026-11-24T16:02:36.188Z","status":"running","step":"two"}}}');
INSERT INTO "event" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',7,1795536156200,'{"step":{"_0":{"attempts":[{"claimedAt":"2026-11-24T16:02:36.188Z","endedAt":"2026-11-24T16:02:36.200Z","failure":{"exitCode":3,"kind":"command","message":"the command ended with exit code 3"},"holder":"vm/28831/61a87ba5","launchedAt":"2026-11-24T16:02:36.159Z","number":1,"status":"failed"}],"cacheKey":"sha256:85a042996278587516dbe79a4f8b376a2cb0d52564bdbe54743ab975ecb22f2c","inputs":{"a":{"digest":"sha256:4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865","kind":"json","size":2}},"outputs":{},"run":"01a20e4b-759e-744c-957d-746ac006bf31","startedAt":"2026-11-24T16:02:36.188Z","status":"pending","step":"two"}}}');
INSERT INTO "event" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',8,1795536156202,'{"step":{"_0":{"attempts":[{"claimedAt":"2026-11-24T16:02:36.188Z","endedAt":"2026-11-24T16:02:36.200Z","failure":{"exitCode":3,"kind":"command","message":"the command ended with exit code 3"},"holder":"vm/28831/61a87ba5","launchedAt":"2026-11-24T16:02:36.159Z","number":1,"status":"failed"}],"cacheKey":"sha256:85a042996278587516dbe79a4f8b376a2cb0d52564bdbe54743ab975ecb22f2c","endedAt":"2026-11-24T16:02:36.202Z","inputs":{"a":{"digest":"sha256:4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865","kind":"json","size":2}},"outputs":{},"reason":"the command ended with exit code 3","run":"01a20e4b-759e-744c-957d-746ac006bf31","startedAt":"2026-11-24T16:02:36.188Z","status":"failed","step":"two"}}}');
INSERT INTO "event" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',9,1795536156204,'{"run":{"_0":"failed","reason":"step ''two'' failed: the command ended with exit code 3"}}');
INSERT INTO "named_secret" VALUES('01a222fb-5fd3-7b9a-8409-e066cf05ec00','token','{"createdAt":"2026-11-25T09:46:40.000Z","id":"01a222fb-5fd3-7b9a-8409-e066cf05ec00","keys":["password"],"name":"token","updatedAt":"2026-11-25T09:46:40.000Z"}');
INSERT INTO "run" VALUES('01a20e4b-759e-744c-957d-746ac006bf31','small-20261124-160236-c006bf31','small','failed',1795536156062,0,'{"createdAt":"2026-11-24T16:02:36.062Z","endedAt":"2026-11-24T16:02:36.204Z","id":"01a20e4b-759e-744c-957d-746ac006bf31","name":"small-20261124-160236-c006bf31","pipeline":"small","reason":"step ''two'' failed: the command ended with exit code 3","stack":"default","startedAt":"2026-11-24T16:02:36.073Z","status":"failed"}','{"components":[{"configuration":{},"createdAt":"2026-11-24T16:02:35.820Z","flavor":"local","id":"01a20e4b-74ac-7f12-9c03-9dd9111746ae","labels":{},"name":"default","secretOptions":[],"type":"artifact_store","updatedAt":"2026-11-24T16:02:35.820Z"},{"configuration":{},"createdAt":"2026-11-24T16:02:35.820Z","flavor":"local","id":"01a20e4b-74ab-793e-9a8b-1c7ea71ba1a5","labels":{},"name":"default","secretOptions":[],"type":"orchestrator","updatedAt":"2026-11-24T16:02:35.820Z"}],"failureMode":"continue_on_failure","orchestratorSettings":{"synchronous":true},"pipeline":"small","stack":"default","steps":[]}',NULL,NULL);
INSERT INTO "run" VALUES('01a222fb-6cba-7102-9e7c-77abf8052641','small-20261125-094640-f8052641','small','initializing',1795600000000,0,'{"createdAt":"2026-11-25T09:46:40.000Z","id":"01a222fb-6cba-7102-9e7c-77abf8052641","name":"small-20261125-094640-f8052641","origin":{"job":"job-1","name":"nightly","schedule":"01a222fb-6b64-766b-89a6-c3827b9465a0","scheduledAt":"2026-11-26T02:30:00.000Z","slot":"2026-11-26T02:30:00.000Z"},"pipeline":"small","stack":"default","status":"initializing"}','{"components":[{"configuration":{},"createdAt":"2026-11-24T16:02:35.820Z","environment":{},"flavor":"local","id":"01a20e4b-74ac-7f12-9c03-9dd9111746ae","labels":{},"name":"default","secretOptions":[],"secrets":[],"type":"artifact_store","updatedAt":"2026-11-24T16:02:35.820Z"},{"configuration":{},"createdAt":"2026-11-24T16:02:35.820Z","environment":{},"flavor":"local","id":"01a20e4b-74ab-793e-9a8b-1c7ea71ba1a5","labels":{},"name":"default","secretOptions":[],"secrets":[],"type":"orchestrator","updatedAt":"2026-11-24T16:02:35.820Z"}],"failureMode":"continue_on_failure","orchestratorSettings":{"synchronous":true},"pipeline":"small","stack":"default","stepSettings":{},"steps":[]}','01a222fb-6b64-766b-89a6-c3827b9465a0','2026-11-26T02:30:00.000Z');
INSERT INTO "schedule" VALUES('01a222fb-6b64-766b-89a6-c3827b9465a0','nightly','small','{"concurrencyPolicy":"Allow","createdAt":"2026-11-25T09:46:40.000Z","cron":"30 2 * * mon-fri","failedJobsHistoryLimit":1,"id":"01a222fb-6b64-766b-89a6-c3827b9465a0","isSuspended":false,"name":"nightly","pipeline":"small","stack":"default","successfulJobsHistoryLimit":3,"timeZone":"Europe/London","updatedAt":"2026-11-25T09:46:40.000Z"}','{"components":[{"configuration":{},"createdAt":"2026-11-24T16:02:35.820Z","environment":{},"flavor":"local","id":"01a20e4b-74ac-7f12-9c03-9dd9111746ae","labels":{},"name":"default","secretOptions":[],"secrets":[],"type":"artifact_store","updatedAt":"2026-11-24T16:02:35.820Z"},{"configuration":{},"createdAt":"2026-11-24T16:02:35.820Z","environment":{},"flavor":"local","id":"01a20e4b-74ab-793e-9a8b-1c7ea71ba1a5","labels":{},"name":"default","secretOptions":[],"secrets":[],"type":"orchestrator","updatedAt":"2026-11-24T16:02:35.820Z"}],"failureMode":"continue_on_failure","orchestratorSettings":{"synchronous":true},"pipeline":"small","stack":"default","stepSettings":{},"steps":[{"cacheSeed":"sha256:c6818906f8d8a30c12d4d2d3305bf1cb2ca38bed531f6c50e0d5bb103c06900a","command":{"shell":{"_0":"echo 1 > $APUS_OUTPUT_A"}},"environment":{},"inputs":{},"mustRun":false,"name":"one","orchestratorSettings":{},"outputs":["a"],"retry":{"backoff":1,"delay":0,"maximumRetries":0},"secrets":[],"upstream":[]},{"cacheSeed":"sha256:fab06965bfbc5edf843f82e3e72ba889805e3f25d9261fe434961f295e0f1e7e","command":{"shell":{"_0":"exit 3"}},"environment":{},"inputs":{"a":{"output":"a","step":"one"}},"mustRun":false,"name":"two","orchestratorSettings":{},"outputs":[],"retry":{"backoff":1,"delay":0,"maximumRetries":0},"secrets":[],"upstream":["one"]}]}');
INSERT INTO "secret" VALUES('01a20e4b-74c4-7234-bd17-1827c0d1cf93','access_key_id','5e318f8cf9cbe249',X'E40189A8C86DF8824EAE09CAF45E97594B9623E47A5E918EE4CBC6941BEC');
INSERT INTO "secret" VALUES('01a20e4b-74c4-7234-bd17-1827c0d1cf93','secret_access_key','5e318f8cf9cbe249',X'837F6086036B8E856F82ABCA31A357E1B9252D75FAF7B703B9A54853F0FE840CB14D');
INSERT INTO "secret" VALUES('01a222fb-5fd3-7b9a-8409-e066cf05ec00','password','5e318f8cf9cbe249',X'6EC1A1081AAA6A00B8679AF95C665766003BB6BA3CDF2A7A1EBEFE744CDF2768497B');
INSERT INTO "stack" VALUES('01a20e4b-74ac-7536-afa7-10910e39a70e','default','{"components":{"artifact_store":"01a20e4b-74ac-7f12-9c03-9dd9111746ae","orchestrator":"01a20e4b-74ab-793e-9a8b-1c7ea71ba1a5"},"createdAt":"2026-11-24T16:02:35.820Z","id":"01a20e4b-74ac-7536-afa7-10910e39a70e","labels":{},"name":"default","updatedAt":"2026-11-24T16:02:35.820Z"}');
INSERT INTO "stack_component" VALUES('01a20e4b-74ac-7536-afa7-10910e39a70e','01a20e4b-74ab-793e-9a8b-1c7ea71ba1a5');
INSERT INTO "stack_component" VALUES('01a20e4b-74ac-7536-afa7-10910e39a70e','01a20e4b-74ac-7f12-9c03-9dd9111746ae');
INSERT INTO "step_run" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',0,'one','succeeded','sha256:6a1a4752cddf99ee113d9cdf28b84d0b72316a036b8bedc44b4aa8dd15da26f3',1795536156157,'{"attempts":[{"claimedAt":"2026-11-24T16:02:36.131Z","endedAt":"2026-11-24T16:02:36.157Z","holder":"vm/28831/61a87ba5","launchedAt":"2026-11-24T16:02:36.079Z","number":1,"status":"succeeded"}],"cacheKey":"sha256:6a1a4752cddf99ee113d9cdf28b84d0b72316a036b8bedc44b4aa8dd15da26f3","endedAt":"2026-11-24T16:02:36.157Z","inputs":{},"outputs":{"a":{"digest":"sha256:4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865","kind":"json","size":2}},"run":"01a20e4b-759e-744c-957d-746ac006bf31","startedAt":"2026-11-24T16:02:36.131Z","status":"succeeded","step":"one"}','{"cacheSeed":"sha256:c6818906f8d8a30c12d4d2d3305bf1cb2ca38bed531f6c50e0d5bb103c06900a","command":{"shell":{"_0":"echo 1 > $APUS_OUTPUT_A"}},"environment":{},"inputs":{},"name":"one","orchestratorSettings":{"synchronous":true},"outputs":["a"],"retry":{"backoff":1,"delay":0,"maximumRetries":0},"upstream":[]}');
INSERT INTO "step_run" VALUES('01a20e4b-759e-744c-957d-746ac006bf31',1,'two','failed','sha256:85a042996278587516dbe79a4f8b376a2cb0d52564bdbe54743ab975ecb22f2c',1795536156202,'{"attempts":[{"claimedAt":"2026-11-24T16:02:36.188Z","endedAt":"2026-11-24T16:02:36.200Z","failure":{"exitCode":3,"kind":"command","message":"the command ended with exit code 3"},"holder":"vm/28831/61a87ba5","launchedAt":"2026-11-24T16:02:36.159Z","number":1,"status":"failed"}],"cacheKey":"sha256:85a042996278587516dbe79a4f8b376a2cb0d52564bdbe54743ab975ecb22f2c","endedAt":"2026-11-24T16:02:36.202Z","inputs":{"a":{"digest":"sha256:4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865","kind":"json","size":2}},"outputs":{},"reason":"the command ended with exit code 3","run":"01a20e4b-759e-744c-957d-746ac006bf31","startedAt":"2026-11-24T16:02:36.188Z","status":"failed","step":"two"}','{"cacheSeed":"sha256:fab06965bfbc5edf843f82e3e72ba889805e3f25d9261fe434961f295e0f1e7e","command":{"shell":{"_0":"exit 3"}},"environment":{},"inputs":{"a":{"output":"a","step":"one"}},"name":"two","orchestratorSettings":{"synchronous":true},"outputs":[],"retry":{"backoff":1,"delay":0,"maximumRetries":0},"upstream":["one"]}');
INSERT INTO "step_run" VALUES('01a222fb-6cba-7102-9e7c-77abf8052641',0,'one','pending',NULL,NULL,'{"attempts":[],"inputs":{},"outputs":{},"run":"01a222fb-6cba-7102-9e7c-77abf8052641","status":"pending","step":"one"}','{"command":{"shell":{"_0":"echo 1 > $APUS_OUTPUT_A"}},"environment":{"APUS_SCHEDULED_AT":"2026-11-26T02:30:00.000Z"},"inputs":{},"mustRun":false,"name":"one","orchestratorSettings":{"synchronous":true},"outputs":["a"],"retry":{"backoff":1,"delay":0,"maximumRetries":0},"secrets":[],"upstream":[]}');
INSERT INTO "step_run" VALUES('01a222fb-6cba-7102-9e7c-77abf8052641',1,'two','pending',NULL,NULL,'{"attempts":[],"inputs":{},"outputs":{},"run":"01a222fb-6cba-7102-9e7c-77abf8052641","status":"pending","step":"two"}','{"command":{"shell":{"_0":"exit 3"}},"environment":{"APUS_SCHEDULED_AT":"2026-11-26T02:30:00.000Z"},"inputs":{"a":{"output":"a","step":"one"}},"mustRun":false,"name":"two","orchestratorSettings":{"synchronous":true},"outputs":[],"retry":{"backoff":1,"delay":0,"maximumRetries":0},"secrets":[],"upstream":["one"]}');
PRAGMA user_version = 5;
