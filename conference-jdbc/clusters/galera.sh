#!/usr/bin/env bash
# Three MariaDB Galera nodes on this machine, each in a network of its own, to try what happens when one dies, hangs or is cut off.
# For trials and tests only: passwords are plain, and nothing is encrypted.
#
# Needs Debian's packages mariadb-server, galera-4, rsync and iproute2, and root, for the networks. The servers run as the user mysql.
#
#   galera.sh start      three nodes with empty data; what another start has left is stopped and removed
#   galera.sh status     what each node says of itself
#   galera.sh kill 2     kills node 2 as a crash does (SIGKILL)
#   galera.sh restart 2  starts node 2 again: it takes what it has missed, or all data, from another node
#   galera.sh wipe 2     removes the data of node 2, which has been killed: restart copies all of it
#   galera.sh pause 2    stops node 2 in its tracks (SIGSTOP), as a machine that hangs; continue 2 lets it go on
#   galera.sh cut 2      cuts node 2 off from the other nodes; clients still reach it; join 2 mends that
#   galera.sh sql 2      runs SQL from the standard input on node 2, as its administrator
#   galera.sh stop       stops all nodes, and removes their data and networks
#
# Connect to jdbc:mariadb://NETWORK.11:PORT/ids, .12 and .13, as the user tester with the password right.
#
# Variables:
#   GALERA_FOLDER    where the data goes (default /tmp/conference-galera); owned by this script: stop removes it
#   GALERA_NETWORK   the first three numbers of the addresses (default 10.143.7): two clusters need two
#   GALERA_PORT      of SQL (default 3306)
#   GALERA_FLUSH     innodb_flush_log_at_trx_commit (default 1)
#   GALERA_OPTIONS   further lines of each node's configuration
set -euo pipefail

folder=${GALERA_FOLDER:-/tmp/conference-galera}
network=${GALERA_NETWORK:-10.143.7}
port=${GALERA_PORT:-3306}
provider=${GALERA_PROVIDER:-/usr/lib/libgalera_smm.so}
nodes=(1 2 3)

# A network's name has 15 letters at most.
name() { echo "cg${network//./}"; }
space() { echo "$(name)-$1"; }
address() { echo "$network.1$1"; }
members() { printf 'gcomm://%s' "$(IFS=,; echo "${nodes[*]/#/$network.1}")"; }
inside() { local node=$1; shift; ip netns exec "$(space "$node")" "$@"; }

# Each node has a network with one wire to a bridge, at the other end of which are the clients.
make_networks() {
  local node
  ip link add "$(name)" type bridge
  ip address add "$network.1/24" dev "$(name)"
  ip link set "$(name)" up
  for node in "${nodes[@]}"; do
    ip netns add "$(space "$node")"
    ip link add "$(name)w$node" type veth peer name eth0 netns "$(space "$node")"
    ip link set "$(name)w$node" master "$(name)" up
    inside "$node" ip address add "$(address "$node")/24" dev eth0
    inside "$node" ip link set lo up
    inside "$node" ip link set eth0 up
  done
}

remove_networks() {
  local node
  for node in "${nodes[@]}"; do
    ip netns delete "$(space "$node")" 2>/dev/null || true
    ip link delete "$(name)w$node" 2>/dev/null || true
  done
  ip link delete "$(name)" 2>/dev/null || true
}

configure() {
  local node=$1
  cat >"$folder/$node/my.cnf" <<END
[mariadbd]
user = mysql
datadir = $folder/$node/data
tmpdir = $folder/$node/tmp
socket = $folder/$node/socket
pid-file = $folder/$node/pid
log-error = $folder/$node/log.err
bind-address = $(address "$node")
port = $port
skip-name-resolve
skip-ssl
max-connections = 200
innodb-buffer-pool-size = 64M
innodb-log-file-size = 32M
innodb-flush-log-at-trx-commit = ${GALERA_FLUSH:-1}
# What Galera needs.
binlog-format = ROW
innodb-autoinc-lock-mode = 2
wsrep-on = ON
wsrep-provider = $provider
wsrep-cluster-name = $(name)
wsrep-cluster-address = $(members)
wsrep-node-name = node$node
wsrep-node-address = $(address "$node")
wsrep-sst-method = rsync
wsrep-slave-threads = 2
# A node that says nothing is left out after some seconds, and so does a member that is cut off notice it.
wsrep-provider-options = "gcache.size=64M;evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT2S;evs.inactive_timeout=PT4S;evs.install_timeout=PT4S;repl.causal_read_timeout=PT10S"
${GALERA_OPTIONS:-}
END
}

sql() { mariadb --no-defaults --socket="$folder/$1/socket" --user=root --skip-column-names --batch; }
# Whether a node has all that the others have. What it says of its state may be old: it may have slept.
serves() { [ "$(echo "SET STATEMENT wsrep_sync_wait = 1 FOR SELECT 1" | sql "$1" 2>/dev/null)" = 1 ]; }

# The process of a node, if it runs. Another process may have got its number since.
process() {
  local pid
  pid=$(cat "$folder/$1/process" 2>/dev/null) || return 1
  [[ "$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline")" == *"$folder/$1/my.cnf"* ]] && echo "$pid"
}

signal() {
  local pid
  pid=$(process "$2") || { echo "node $2 does not run" >&2; return 1; }
  kill "-$1" "$pid"
}

# Starts a node's server; further options follow.
launch() {
  local node=$1 position
  shift
  rm -f "$folder/$node/socket"
  # Where a killed node stood, as Debian's galera_recovery finds it: without that it asks for all data.
  if [ -f "$folder/$node/data/grastate.dat" ] && [ $# -eq 0 ]; then
    inside "$node" mariadbd --defaults-file="$folder/$node/my.cnf" --wsrep-recover --log-error="$folder/$node/recovery.log" >/dev/null 2>&1 || true
    position=$(sed -n 's/.*Recovered position: *//p' "$folder/$node/recovery.log" | tail -1)
    rm -f "$folder/$node/recovery.log"
    [ -z "$position" ] || set -- "--wsrep-start-position=$position"
  fi
  setsid ip netns exec "$(space "$node")" mariadbd --defaults-file="$folder/$node/my.cnf" "$@" \
    </dev/null >>"$folder/$node/log" 2>&1 &
  echo $! >"$folder/$node/process"
}

# Waits until a node serves.
await() {
  local node=$1 tries
  for ((tries = 0; tries < 1200; tries++)); do
    ! serves "$node" || return 0
    process "$node" >/dev/null || [ "$tries" -lt 20 ] || break
    sleep 0.1
  done
  echo "node $node does not serve:" >&2
  tail -20 "$folder/$node/log.err" >&2
  return 1
}

# Waits until a node that comes back serves. Galera may end one that has missed too much or does not agree; it is started again, as
# Debian's service does.
back() {
  await "$1" && return
  ! process "$1" >/dev/null || return 1
  echo "node $1 has ended, and is started again"
  launch "$1"
  await "$1"
}

# Cuts the wires between a node and the others, or mends them: add or delete.
wires() {
  local node=$2 other
  for other in "${nodes[@]}"; do
    [ "$other" != "$node" ] || continue
    inside "$node" ip route "$1" blackhole "$(address "$other")/32"
    inside "$other" ip route "$1" blackhole "$(address "$node")/32"
  done
}

stop() {
  local node pid
  for node in "${nodes[@]}"; do
    if pid=$(process "$node"); then
      kill -9 "$pid"
      while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    fi
  done
  remove_networks
  rm -rf "$folder"
}

start() {
  local node
  stop
  mkdir -p "$folder"
  chmod 755 "$folder"
  make_networks
  for node in "${nodes[@]}"; do
    mkdir -p "$folder/$node/data" "$folder/$node/tmp"
    touch "$folder/$node/log"
    configure "$node"
    chown -R mysql: "$folder/$node"
  done
  # A server that starts removes what others have in a folder for temporary files that they share.
  TMPDIR="$folder/1/tmp" mariadb-install-db --no-defaults --user=mysql --datadir="$folder/1/data" \
    --auth-root-authentication-method=normal --skip-test-db >"$folder/install.log" 2>&1 ||
    { cat "$folder/install.log" >&2; return 1; }
  launch 1 --wsrep-new-cluster
  await 1
  sql 1 <<END
CREATE DATABASE ids;
CREATE USER tester IDENTIFIED BY 'right';
GRANT ALL ON *.* TO tester;
END
  launch 2
  await 2
  launch 3
  await 3
}

status() {
  local node
  for node in "${nodes[@]}"; do
    echo "node $node: $(sql "$node" 2>&1 <<<"SHOW STATUS WHERE variable_name IN ('wsrep_cluster_size', 'wsrep_cluster_status',
      'wsrep_local_state_comment', 'wsrep_last_committed', 'wsrep_local_cert_failures', 'wsrep_local_bf_aborts')" |
      tr '\t\n' '= ')"
  done
}

case ${1:-} in
  start) start && status ;;
  status) status ;;
  kill) signal KILL "$2" ;;
  restart) launch "$2" && await "$2" ;;
  wipe) ! process "$2" >/dev/null && find "$folder/$2/data" -mindepth 1 -delete ;;
  pause) signal STOP "$2" ;;
  continue) signal CONT "$2" && back "$2" ;;
  cut) wires add "$2" ;;
  join) wires delete "$2" && back "$2" ;;
  sql) sql "$2" ;;
  stop) stop ;;
  *) sed -n '2,/^set /s/^# \{0,1\}//p' "$0" && exit 2 ;;
esac
