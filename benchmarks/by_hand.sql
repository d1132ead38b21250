-- The figures of an alliance by year, as somebody would write it by hand for DuckDB and tune it:
-- whole numbers for names, small types, one table at each step, ties of years in one go. It takes
-- for granted what the product finds out: that all cells are clean, all dates of edges are days
-- and all of nodes are years, all rows of an activity have the same days, nobody stands twice in
-- one, there is one secretariat and its term is open.
--
-- Each SELECT is a part of the figures, named in its first column. The first of them, ties by
-- class, is what the part "ties" of the benchmark runs up to.
CREATE TEMP TABLE actors AS
SELECT id, (row_number() OVER () - 1)::INTEGER AS actor, secretariat = 'true' AS secretariat,
       sector, joined, "left"
FROM read_csv(getvariable('nodes'), all_varchar = true);

CREATE TEMP TABLE rows AS
SELECT e.activity, a.actor, a.secretariat, e.role = 'lead' AS lead,
       e.start::DATE AS first, e."end"::DATE AS last
FROM read_parquet(getvariable('edges')) e JOIN actors a ON a.id = e.actor;

CREATE TEMP TABLE activities AS
SELECT activity, (row_number() OVER () - 1)::INTEGER AS code, count(*) AS size,
       year(any_value(first))::SMALLINT AS first, year(any_value(last))::SMALLINT AS last,
       any_value(first) AS began,
       CASE WHEN NOT bool_or(secretariat) THEN 0
            WHEN bool_or(secretariat AND lead) AND NOT bool_or(NOT secretariat AND lead) THEN 3
            WHEN bool_or(lead) THEN 1
            ELSE 2 END::TINYINT AS standing
FROM rows GROUP BY activity;

CREATE TEMP TABLE presences AS
SELECT code, actor, size, standing, a.first, a.last
FROM rows JOIN activities a USING (activity) WHERE NOT secretariat;

DROP TABLE rows;

CREATE TEMP TABLE ties AS
SELECT y AS year, one, other, min(standing) AS standing, sum(weight) AS strength,
       sum(CASE WHEN standing = 0 THEN weight ELSE 0 END) AS independent_strength,
       count(*) FILTER (standing = 0) AS independent_activities
FROM (
    SELECT unnest(range(p.first, p.last + 1)) AS y, p.actor AS one, q.actor AS other,
           p.standing, 1.0 / (p.size - 1) AS weight
    FROM presences p JOIN presences q ON p.code = q.code AND p.actor < q.actor
)
GROUP BY year, one, other;

SELECT 'ties', year, count(*) AS total,
       count(*) FILTER (standing = 0) AS independent,
       count(*) FILTER (standing IN (1, 2)) AS supported,
       count(*) FILTER (standing = 3) AS carried,
       count(*) FILTER (standing = 2) AS lead_unknown,
       sum(independent_strength) / sum(strength) AS independent_strength_share,
       count(*) FILTER (independent_activities >= 2) AS deep
FROM ties GROUP BY year ORDER BY year;

-- From here on: all other figures.

CREATE TEMP TABLE sectors AS
SELECT actor, (CASE WHEN sector <> '' THEN dense_rank() OVER (ORDER BY sector) END)::SMALLINT AS sector
FROM actors;

SELECT 'mixing', year,
       count(*) FILTER (standing <= 3) AS hub_leaves_known,
       count(*) FILTER (standing <= 3 AND a.sector <> b.sector) AS hub_leaves_crosses,
       count(*) FILTER (standing <= 2) AS led_activities_end_known,
       count(*) FILTER (standing <= 2 AND a.sector <> b.sector) AS led_activities_end_crosses,
       count(*) FILTER (standing = 0) AS unaided_known,
       count(*) FILTER (standing = 0 AND a.sector <> b.sector) AS unaided_crosses
FROM ties JOIN sectors a ON one = a.actor JOIN sectors b ON other = b.actor
WHERE a.sector IS NOT NULL AND b.sector IS NOT NULL
GROUP BY year;

CREATE TEMP TABLE own AS
SELECT DISTINCT unnest(range(first, last + 1))::SMALLINT AS year, actor
FROM presences WHERE standing > 0;

CREATE TEMP TABLE degrees AS
SELECT year::SMALLINT AS year, actor, count(*)::INTEGER AS hub_leaves,
       (count(*) FILTER (standing <= 2))::INTEGER AS led_activities_end,
       (count(*) FILTER (standing = 0))::INTEGER AS unaided
FROM (
    SELECT year, one AS actor, standing FROM ties
    UNION ALL
    SELECT year, other, standing FROM ties
)
GROUP BY year, actor;

SELECT 'degrees', year,
       count(*) AS present_tied,
       count(*) FILTER (hub_leaves > 0) AS hub_leaves_tied,
       count(*) FILTER (led_activities_end > 0) AS led_activities_end_tied,
       count(*) FILTER (unaided > 0) AS unaided_tied,
       greatest(max(coalesce(hub_leaves, 0) + own::INTEGER), sum(own::INTEGER)) AS present_largest,
       coalesce(max(hub_leaves), 0) AS hub_leaves_largest,
       coalesce(max(led_activities_end), 0) AS led_activities_end_largest,
       coalesce(max(unaided), 0) AS unaided_largest,
       sum(own::INTEGER) AS own
FROM (
    SELECT year, actor, hub_leaves, led_activities_end, unaided, o.actor IS NOT NULL AS own
    FROM degrees FULL JOIN own o USING (year, actor)
)
GROUP BY year;

DROP TABLE degrees;
DROP TABLE own;

SELECT 'kept', now.year, count(*) AS kept
FROM ties now JOIN ties before
  ON before.one = now.one AND before.other = now.other AND before.year = now.year - 1
GROUP BY now.year;

DROP TABLE ties;

-- Pairs by what they began with, and by the days until they met without the secretariat.
CREATE TEMP TABLE began AS
SELECT min(began) FILTER (standing > 0) AS through, min(began) FILTER (standing = 0) AS apart
FROM (
    SELECT p.actor AS one, q.actor AS other, p.standing, a.began
    FROM presences p
    JOIN presences q ON p.code = q.code AND p.actor < q.actor
    JOIN activities a ON p.code = a.code
)
GROUP BY one, other;

SELECT 'offshoots', 0,
       count(*) FILTER (through IS NOT NULL AND (apart IS NULL OR through < apart)) AS met_through,
       count(*) FILTER (through < apart) AS offshoots,
       count(*) FILTER (through IS NULL OR apart < through) AS independent_from_start,
       count(*) FILTER (through = apart) AS order_unknown
FROM began;

DROP TABLE began;

CREATE TEMP TABLE roster AS
SELECT DISTINCT year::SMALLINT AS year, actor
FROM (
    SELECT unnest(range(first, last + 1)) AS year, actor FROM presences
    UNION ALL
    SELECT unnest(range(greatest(joined::SMALLINT, f.first), least(coalesce(gone, f.last), f.last) + 1)),
           actor
    FROM (
        SELECT actor, joined, nullif("left", '')::SMALLINT AS gone
        FROM actors WHERE joined <> '' AND NOT secretariat
    ), (SELECT min(first) AS first, max(last) AS last FROM activities) f
);

SELECT 'roster', year, sum(n) AS partners, sum(n) FILTER (sector IS NOT NULL) AS known,
       sum(n * (n - 1)) FILTER (sector IS NOT NULL) AS alike
FROM (SELECT year, sector, count(*) AS n FROM roster JOIN sectors USING (actor) GROUP BY year, sector)
GROUP BY year;

SELECT 'stayed', now.year, count(*) AS stayed
FROM roster now JOIN roster before ON before.actor = now.actor AND before.year = now.year - 1
GROUP BY now.year;

SELECT 'activities', year, count(*) AS activities, count(*) FILTER (standing > 0) AS attended,
       count(*) FILTER (standing = 3) AS carried
FROM (SELECT unnest(range(first, last + 1)) AS year, standing FROM activities)
GROUP BY year;

CREATE TEMP TABLE leads AS
SELECT unnest(range(v.first, v.last + 1))::SMALLINT AS year, v.code, a.actor, a.secretariat, v.standing
FROM read_parquet(getvariable('edges')) e
JOIN actors a ON a.id = e.actor JOIN activities v USING (activity)
WHERE e.role = 'lead';

SELECT 'leads', year, count(DISTINCT code) AS led,
       count(DISTINCT code) FILTER (NOT secretariat AND standing = 0) AS independent
FROM leads GROUP BY year;

SELECT 'partner leads', year, count(*) AS leads, sum(n) * sum(n) / sum(n * n) AS effective
FROM (
    SELECT year, actor, count(DISTINCT code) AS n FROM leads WHERE NOT secretariat
    GROUP BY year, actor
)
GROUP BY year;

SELECT 'first leads', year, count(*) AS leads
FROM (SELECT min(year) AS year FROM leads WHERE NOT secretariat GROUP BY actor)
GROUP BY year;
