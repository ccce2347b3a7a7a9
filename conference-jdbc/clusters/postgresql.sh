#!/usr/bin/env bash
# A PostgreSQL primary and its synchronous standby, nodes a and b, both on this machine: to try out what a failover does, and for tests.
# Needs Debian's postgresql. If root runs this, the servers run as the user postgres. Anybody on this machine can connect to them.
#
#   postgresql.sh start      both with empty data; what another start has left is stopped and removed
#   postgresql.sh kill       kills all processes of the primary, as when its machine loses power
#   postgresql.sh shutdown   stops the primary in order, as for maintenance
#   postgresql.sh pause      halts the primary: it answers nobody, and its connections stay open
#   postgresql.sh resume     lets the halted node go on: it does not know what became of the others meanwhile
#   postgresql.sh promote    makes the other node the primary; it commits alone until somebody rejoins
#   postgresql.sh cut        cuts the primary off from the other node and from all clients; needs POSTGRESQL_NETWORK
#   postgresql.sh rejoin     makes the other node a standby of the primary, whatever was done to it, and replication synchronous again
#   postgresql.sh status     tells what each node is
#   postgresql.sh stop       stops both, and removes their data
#
# Applications connect to, as the user tester without a password,
#   jdbc:postgresql://127.0.0.1:15431,127.0.0.1:15432/ids?user=tester&targetServerType=primary
#
# Variables:
#   POSTGRESQL_FOLDER   where the data goes (default /tmp/conference-postgresql); owned by this script: stop removes it
#   POSTGRESQL_PORTS    of the two nodes (default "15431 15432")
#   POSTGRESQL_NETWORK  if set, such as to 10.144.7: each node is in a network of its own, a at 10.144.7.11 and b at 10.144.7.12.
#                       Needs root and Debian's iproute2
#   POSTGRESQL_COMMIT   the servers' synchronous_commit (default on)
#   POSTGRESQL_BIN      where the programs are (default /usr/lib/postgresql/15/bin)
#
# A real set-up has two machines, and a program such as Patroni that decides when to promote, and keeps the old primary from serving.
set -euo pipefail

folder=${POSTGRESQL_FOLDER:-/tmp/conference-postgresql}
read -r port_a port_b <<<"${POSTGRESQL_PORTS:-15431 15432}"
network=${POSTGRESQL_NETWORK:-}
commit=${POSTGRESQL_COMMIT:-on}
bin=${POSTGRESQL_BIN:-/usr/lib/postgresql/15/bin}

port() { [ "$1" = a ] && echo "$port_a" || echo "$port_b"; }
# A network's name has 15 letters at most.
name() { echo "cp${network//./}"; }
space() { echo "$(name)-$1"; }
address() {
  if [ -z "$network" ]; then echo 127.0.0.1; elif [ "$1" = a ]; then echo "$network.11"; else echo "$network.12"; fi
}
data() { echo "$folder/$1/data"; }
primary() { cat "$folder/primary"; }
other() { [ "$(primary)" = a ] && echo b || echo a; }

# PostgreSQL's programs refuse to run as root.
as_server() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

as_node() { # node, command: as the server, in the node's network
  local node=$1
  shift
  if [ -z "$network" ]; then as_server "$@"; else ip netns exec "$(space "$node")" runuser -u postgres -- "$@"; fi
}

sql() { # node, statements
  local node=$1 statement arguments=()
  shift
  for statement; do arguments+=(-c "$statement"); done
  "$bin/psql" -X -A -t -q -v ON_ERROR_STOP=1 "host=$folder/$node port=$(port "$node") user=postgres dbname=postgres connect_timeout=5" "${arguments[@]}"
}

await() { # what, node, query: until it gives t
  local tries
  for tries in $(seq 600); do
    [ "$(sql "$2" "$3")" != t ] || return 0
    sleep 0.1
  done
  echo "$1 does not happen, see $folder/*/log" >&2
  return 1
}

# Each node has a network with one wire to a bridge, at the other end of which are the clients.
make_networks() {
  local node
  [ -n "$network" ] || return 0
  ip link add "$(name)" type bridge
  ip address add "$network.1/24" dev "$(name)"
  ip link set "$(name)" up
  for node in a b; do
    ip netns add "$(space "$node")"
    ip link add "$(name)w$node" type veth peer name eth0 netns "$(space "$node")"
    ip link set "$(name)w$node" master "$(name)" up
    ip -n "$(space "$node")" address add "$(address "$node")/24" dev eth0
    ip -n "$(space "$node")" link set lo up
    ip -n "$(space "$node")" link set eth0 up
  done
}

remove_networks() {
  local node
  [ -n "$network" ] || return 0
  for node in a b; do
    ip netns delete "$(space "$node")" 2>/dev/null || true
    ip link delete "$(name)w$node" 2>/dev/null || true
  done
  ip link delete "$(name)" 2>/dev/null || true
}

# Pulls a node's wire, or puts it back: down or up.
wire() {
  [ -n "$network" ] || { echo "set POSTGRESQL_NETWORK" >&2; return 1; }
  ip link set "$(name)w$1" "$2"
}

# Addresses, ports and folders are options, not settings: a standby takes over the settings of its primary.
start_node() {
  as_node "$1" "$bin/pg_ctl" -D "$(data "$1")" -l "$folder/$1/log" -o "-h $(address "$1") -p $(port "$1") -k $folder/$1" -w -t 60 start >"$folder/$1/start" 2>&1 ||
    { cat "$folder/$1/start" "$folder/$1/log" >&2; return 1; }
}

first_process() { head -1 "$(data "$1")/postmaster.pid" 2>/dev/null; }

# The first process is halted before its children are listed, or it could have more of them.
signal() { # node, signal
  local first
  first=$(first_process "$1")
  kill -STOP "$first"
  # shellcheck disable=SC2046 # a word for each process
  kill "-$2" $(pgrep -P "$first") "$first"
}

# Until all of these have ended. Whoever is to collect the dead may take its time, and PostgreSQL takes them for alive until then.
await_end() {
  local process tries
  for process; do
    for tries in $(seq 600); do
      [ -e "/proc/$process" ] && [ "$(cut -d ' ' -f 3 "/proc/$process/stat" 2>/dev/null || true)" != Z ] || break
      sleep 0.1
    done
  done
}

stop_node() { # node, how
  local first
  first=$(first_process "$1") || return 0
  kill -0 "$first" 2>/dev/null || return 0
  signal "$1" CONT
  as_server "$bin/pg_ctl" -D "$(data "$1")" -m "$2" -w -t 60 stop >/dev/null
}

remove() {
  local node
  for node in a b; do stop_node "$node" immediate; done
  remove_networks
  rm -rf "${folder:?}"
}

# Only now, and not while there is no standby: every commit would wait for one.
replicate_synchronously() {
  await "replication" "$1" "SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming'"
  sql "$1" "ALTER SYSTEM SET synchronous_standby_names = '*'" "SELECT pg_reload_conf()" >/dev/null
  await "synchronous replication" "$1" "SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'"
}

source_of_data() { # node, database
  echo "host=$(address "$1") port=$(port "$1") user=postgres dbname=$2"
}

# Takes back what the old primary has written and nobody was told, or copies everything if that cannot be done.
make_standby() { # node, its primary
  if [ -f "$(data "$1")/PG_VERSION" ] &&
    as_node "$1" "$bin/pg_rewind" -D "$(data "$1")" --source-server="$(source_of_data "$2" postgres)" -R >"$folder/$1/rewind" 2>&1; then
    rm -f "$(data "$1")/postmaster.pid"
  else
    rm -rf "$(data "$1")"
    as_node "$1" "$bin/pg_basebackup" -D "$(data "$1")" -d "$(source_of_data "$2" replication)" -R -X stream -c fast
  fi
  start_node "$1"
}

case ${1:-} in
start)
  remove
  make_networks
  mkdir -p "$folder/a" "$folder/b"
  [ "$(id -u)" -ne 0 ] || chown postgres "$folder/a" "$folder/b"
  as_server "$bin/initdb" -D "$(data a)" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  as_server tee -a "$(data a)/postgresql.conf" >/dev/null <<SETTINGS
shared_buffers = 64MB
synchronous_commit = $commit
wal_log_hints = on
wal_keep_size = 256MB
wal_retrieve_retry_interval = 500ms
SETTINGS
  [ -z "$network" ] || printf 'host %s all samenet trust\n' all replication | as_server tee -a "$(data a)/pg_hba.conf" >/dev/null
  echo a >"$folder/primary"
  start_node a
  sql a "CREATE ROLE tester LOGIN" "CREATE DATABASE ids OWNER tester"
  make_standby b a
  replicate_synchronously a
  ;;
kill)
  node=$(primary)
  first=$(first_process "$node")
  processes=$(pgrep -P "$first")
  signal "$node" KILL
  # shellcheck disable=SC2086 # a word for each process
  await_end "$first" $processes
  rm -f "$(data "$node")/postmaster.pid" "$folder/$node"/.s.PGSQL.*
  ;;
shutdown) stop_node "$(primary)" fast ;;
pause) signal "$(primary)" STOP ;;
cut) wire "$(primary)" down ;;
resume) # the halted node, which has a successor by now, or not
  for node in a b; do
    if process=$(first_process "$node"); then signal "$node" CONT; fi
  done
  ;;
promote)
  node=$(other)
  sql "$node" "ALTER SYSTEM RESET synchronous_standby_names" "SELECT pg_reload_conf()" >/dev/null
  as_server "$bin/pg_ctl" -D "$(data "$node")" -w -t 60 promote >/dev/null
  echo "$node" >"$folder/primary"
  ;;
rejoin)
  node=$(other)
  stop_node "$node" immediate
  [ -z "$network" ] || wire "$node" up
  sql "$(primary)" "CHECKPOINT" # or pg_rewind does not see that there was a promotion
  make_standby "$node" "$(primary)"
  replicate_synchronously "$(primary)"
  ;;
status)
  for node in a b; do
    echo "$node: $(sql "$node" "SELECT CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE 'primary' END
        || coalesce((SELECT ', ' || state || ', ' || sync_state FROM pg_stat_replication), '')" 2>/dev/null || echo "no answer")"
  done
  ;;
stop) remove ;;
*)
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 1
  ;;
esac
