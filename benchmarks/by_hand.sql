-- Ties by window and class, as somebody would write it by hand for DuckDB and tune it: whole
-- numbers for names, small types, one table at each step, ties of years in one go. It takes for
-- granted what the product finds out: that all cells are clean, all dates are days, all rows
-- of an activity have the same days, nobody stands twice in one, the secretariat's term is open.
CREATE TEMP TABLE actors AS
SELECT id, (row_number() OVER () - 1)::INTEGER AS actor, secretariat = 'true' AS secretariat
FROM read_csv(getvariable('nodes'), all_varchar = true);

CREATE TEMP TABLE rows AS
SELECT e.activity, a.actor, a.secretariat, e.role = 'lead' AS lead,
       e.start::DATE AS first, e."end"::DATE AS last
FROM read_parquet(getvariable('edges')) e JOIN actors a ON a.id = e.actor;

CREATE TEMP TABLE activities AS
SELECT activity, (row_number() OVER () - 1)::INTEGER AS code, count(*) AS size,
       year(any_value(first))::SMALLINT AS first, year(any_value(last))::SMALLINT AS last,
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

SELECT year, count(*) AS total,
       count(*) FILTER (standing = 0) AS independent,
       count(*) FILTER (standing IN (1, 2)) AS supported,
       count(*) FILTER (standing = 3) AS carried,
       count(*) FILTER (standing = 2) AS lead_unknown,
       sum(independent_strength) / sum(strength) AS independent_strength_share,
       count(*) FILTER (independent_activities >= 2) AS deep
FROM ties GROUP BY year ORDER BY year;
