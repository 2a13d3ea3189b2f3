#!/usr/bin/env bash
# Two running services, alternately on the same machine: ROUNDS (5) times 16 clients that place orders for 20 s at the
# first and then at the second. Prints the medians and what the second has of the first, so that the drift of the
# machine falls on both. Warm both up for a minute before.
#
#   src/load/side-by-side.sh http://localhost:8080 http://localhost:8081 [options of the driver]
#
# JAVA (java) is that of a JDK 25.
set -euo pipefail

here=$(dirname "$0")
rounds=${ROUNDS:-5}
first=$1 second=$2
shift 2
json=$(mktemp)
trap 'rm -f "$json"' EXIT

median() {
	printf '%s\n' "$@" | sort -g | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

declare -A rates
for ((round = 1; round <= rounds; round++)); do
	for url in "$first" "$second"; do
		"${JAVA:-java}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$here/Load.java" --url "$url" "$@" --json "$json" >/dev/null
		rate=$(sed -n 's/.*"ordersPerSecond":\([0-9.]*\).*/\1/p' "$json")
		p99=$(sed -n 's/.*"place":{[^}]*"p99":\([0-9.]*\).*/\1/p' "$json")
		rates[$url]+="$rate "
		printf 'round %d: %s %.0f orders/s, p99 %.0f ms\n' "$round" "$url" "$rate" "$p99"
	done
done
# word splitting is meant: one argument per round
# shellcheck disable=SC2086
awk -v a="$(median ${rates[$first]})" -v b="$(median ${rates[$second]})" -v first="$first" -v second="$second" 'BEGIN {
	printf "median:  %s %.0f orders/s, %s %.0f orders/s, ratio %.2f\n", first, a, second, b, b / a }'
