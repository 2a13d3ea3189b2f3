#!/usr/bin/env bash
# The service against its raw SQL twin, alternately on the same machine and database: ROUNDS (3) times 16 clients that
# place orders over HTTP for 20 s, then 16 connections that write the same rows with pgbench for 20 s. Prints the
# medians and their ratio.
#
#   src/load/compare.sh [options of the driver]     such as --url http://localhost:8080
#
# Needs what raw/run.sh needs, and finds the database as it does. JAVA (java) is that of a JDK 25.
set -euo pipefail

here=$(dirname "$0")
rounds=${ROUNDS:-3}
twin=${TWIN:-placement-writes}
json=$(mktemp)
trap 'rm -f "$json"' EXIT

median() {
	sort -g | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

service=() raw=()
for ((round = 1; round <= rounds; round++)); do
	"${JAVA:-java}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$here/Load.java" "$@" --json "$json" >/dev/null
	service+=("$(sed -n 's/.*"ordersPerSecond":\([0-9.]*\).*/\1/p' "$json")")
	raw+=("$("$here/raw/run.sh" "$twin" | sed -n 's/.*: \([0-9.]*\) orders.*/\1/p')")
	printf 'round %d: service %.0f orders/s, %s %.0f orders/s\n' "$round" "${service[-1]}" "$twin" "${raw[-1]}"
done

service=$(printf '%s\n' "${service[@]}" | median) raw=$(printf '%s\n' "${raw[@]}" | median)
awk -v service="$service" -v raw="$raw" 'BEGIN {
	printf "median:  service %.0f orders/s, raw SQL %.0f orders/s, ratio %.2f\n", service, raw, service / raw }'
