#!/usr/bin/env bash
# Debian's DAViCal with a database and a port of its own, on this machine alone, for tests. Needs Debian's davical, php-cli and postgresql.
# It runs until its standard input ends, and removes what it made. "ready" is told when requests are answered.
#
#   davical.sh PORT
#
# People: amelie and chloe, and admin, who may read and write everybody's calendar. The password of all is "geheim".
set -euo pipefail

port=$1
bin=${POSTGRESQL_BIN:-/usr/lib/postgresql/15/bin}
folder=$(mktemp -d /tmp/conference-davical-XXXXXX)
web=
export PGHOST=$folder PGPORT=5432 PGUSER=postgres

# PostgreSQL's programs refuse to run as root.
as_server() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

finish() {
  [ -z "$web" ] || { kill "$web" && wait "$web"; } || true
  as_server "$bin/pg_ctl" -D "$folder/data" -m immediate stop || true
  rm -rf "$folder"
}

# The log goes to standard error, which the caller may ignore.
exec 3>&1 1>&2
trap finish EXIT
[ "$(id -u)" -ne 0 ] || chown postgres "$folder"
chmod 755 "$folder"
cd "$folder"
as_server "$bin/initdb" -D "$folder/data" -A trust -U postgres
as_server "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-k $folder -c listen_addresses= -c fsync=off" start
sh /usr/share/davical/dba/create-database.sh davical geheim

# What DAViCal makes when an administrator adds people. Then it makes inboxes as calendars, as here for amelie; chloe's it makes itself as an
# inbox when the first message comes.
psql -X -q -v ON_ERROR_STOP=1 davical <<'SQL'
INSERT INTO usr (username, password, fullname, email, active, email_ok, joined, updated)
  SELECT name, '**geheim', name, name || '@example.org', true, now(), now(), now() FROM (VALUES ('amelie'), ('chloe')) AS people (name);
INSERT INTO principal (type_id, user_no, displayname, default_privileges)
  SELECT 1, user_no, fullname, privilege_to_bits(ARRAY['read-free-busy', 'schedule-deliver']) FROM usr WHERE user_no <> 1;
INSERT INTO collection (user_no, parent_container, dav_name, dav_etag, dav_displayname, is_calendar, created, modified, resourcetypes)
  SELECT user_no, '/' || username || '/', '/' || username || '/' || name || '/', '-1', name, true, now(), now(),
      '<DAV::collection/><urn:ietf:params:xml:ns:caldav:calendar/>'
    FROM usr JOIN (VALUES ('amelie', 'calendar'), ('amelie', '.in'), ('chloe', 'calendar')) AS calendars (owner, name) ON owner = username;
SQL

# Debian's site for Apache has such a rule.
cat >"$folder/router.php" <<'PHP'
<?php
if (str_starts_with($_SERVER['REQUEST_URI'], '/.well-known/')) {
  header('Location: /caldav.php' . $_SERVER['REQUEST_URI'], true, 301);
  return true;
}
return false;
PHP
php -d html_errors=0 -t /usr/share/davical/htdocs -S "127.0.0.1:$port" "$folder/router.php" 0</dev/null 3>&- &
web=$!
until (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
  kill -0 "$web"
  sleep 0.1
done
echo ready >&3
cat >/dev/null
