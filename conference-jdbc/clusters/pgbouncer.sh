#!/usr/bin/env bash
# PgBouncer in transaction mode in front of a PostgreSQL server, to try what it does to an application, and for tests.
# Needs Debian's pgbouncer. If root runs this, it runs as the user postgres. Anybody on this machine can connect to it.
#
#   pgbouncer.sh start   starts it, or tells the one that runs of another server
#   pgbouncer.sh stop    stops it, and removes its folder
#
# Variables:
#   PGBOUNCER_FOLDER     where its files are (default /tmp/conference-pgbouncer); owned by this script: stop removes it
#   PGBOUNCER_PORT       default 16432
#   PGBOUNCER_SERVER     what it connects to (default "host=127.0.0.1 port=15431 dbname=ids user=tester")
#   PGBOUNCER_POOL_SIZE  its connections to the server (default 6)
#
# Applications connect to jdbc:postgresql://127.0.0.1:16432/ids?user=tester&prepareThreshold=0
set -euo pipefail

folder=${PGBOUNCER_FOLDER:-/tmp/conference-pgbouncer}
port=${PGBOUNCER_PORT:-16432}
server=${PGBOUNCER_SERVER:-host=127.0.0.1 port=15431 dbname=ids user=tester}
pool_size=${PGBOUNCER_POOL_SIZE:-6}

as_server() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

process() { cat "$folder/pid" 2>/dev/null; }
runs() { process >/dev/null && kill -0 "$(process)" 2>/dev/null; }

configure() {
  mkdir -p "$folder"
  [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
  as_server tee "$folder/ini" >/dev/null <<SETTINGS
[databases]
ids = $server
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = $pool_size
max_client_conn = 200
ignore_startup_parameters = extra_float_digits
logfile = $folder/log
pidfile = $folder/pid
SETTINGS
}

case ${1:-} in
start)
  configure
  if runs; then
    kill -HUP "$(process)"
  else
    as_server /usr/sbin/pgbouncer -q -d "$folder/ini"
    until runs; do sleep 0.05; done
  fi
  ;;
stop)
  if runs; then
    kill "$(process)"
    while runs; do sleep 0.05; done
  fi
  rm -rf "${folder:?}"
  ;;
*)
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 1
  ;;
esac
