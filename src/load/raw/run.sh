#!/usr/bin/env bash
# The raw SQL twin of a placement: the same rows, constraints and triggers in the service's own database, without the
# service. Prints orders/s. It writes complete orders for the products and customers that the driver (../Load.java) has
# prepared, so the books stay exact.
#
#   src/load/raw/run.sh [placement-writes|placement-all]    only what must be written, or all that the service sends
#
# Connects as PGHOST, PGPORT, PGUSER, PGDATABASE and PGPASSWORD say; without PGPORT to the embedded database of the
# service that runs on the data folder ORDER_PROCESSING_DATA_DIR (./data). CLIENTS (16) connections, SECONDS_EACH (20).
set -euo pipefail

script=$(dirname "$0")/${1:-placement-writes}.sql
data=${ORDER_PROCESSING_DATA_DIR:-data}

for tool in pgbench psql; do
	if ! command -v "$tool" >/dev/null; then
		echo "$tool is not on the PATH: install PostgreSQL's client programs (with pgbench) to measure raw SQL" >&2
		exit 2
	fi
done

if [[ -z ${PGPORT:-} && -f $data/postgres/postmaster.pid ]]; then
	PGPORT=$(sed -n 4p "$data/postgres/postmaster.pid")
	PGPASSWORD=$(<"$data/postgres.password")
	export PGPORT PGPASSWORD PGHOST=localhost PGUSER=postgres PGDATABASE=postgres
fi

ask() {
	psql -XAtqc "$1"
}

if ! ask "SELECT 1" >/dev/null; then
	echo "say where the database is: PGHOST and so on, or ORDER_PROCESSING_DATA_DIR of a service that runs" >&2
	exit 1
fi

products=$(ask "SELECT count(*) FROM product WHERE sku ~ '^LOAD-[0-9]{4}\$'")
customers=$(ask "SELECT count(DISTINCT email) FROM customer WHERE email ~ '^load-[0-9]{4}@example.org\$'")
if [[ $products -lt 2 || $customers -lt 1 ]]; then
	echo "nothing to sell and nobody to buy: run the driver (java src/load/Load.java) once before" >&2
	exit 1
fi

pgbench -n -M prepared -c "${CLIENTS:-16}" -j 2 -T "${SECONDS_EACH:-20}" \
	-D products="$products" -D customers="$customers" \
	-f "$script" | sed -n "s/^tps = \([0-9.]*\).*/${1:-placement-writes}: \1 orders\/s/p; /failed/{/ 0 (/!p}"
