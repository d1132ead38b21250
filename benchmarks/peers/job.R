# The same job as job.py with R's igraph, the tables by data.table:
#
#     Rscript job.R DATA --every year --sources sources.json
#
# Without the null: its draws come from numpy's stream of random numbers, which R does not have. For
# the same reason the sources from which efficiency is sampled are handed over: a JSON object from
# the number of partners to the places drawn, counted from 0.

suppressPackageStartupMessages({
  library(igraph)
  library(data.table)
  library(jsonlite)
})

INDEPENDENT <- 0L
SUPPORTED <- 1L
LEAD_UNKNOWN <- 2L
CARRIED <- 3L
SCENARIOS <- c(
  present = CARRIED, hub_leaves = CARRIED, led_activities_end = LEAD_UNKNOWN, unaided = INDEPENDENT
)
EXACT_UP_TO <- 5000
RETAINED <- c("connectedness", "largest_component", "efficiency")
MONTH <- 365.25 / 12

ratio <- function(part, whole) if (is.na(whole) || whole == 0) NA_real_ else part / whole

pairs_of <- function(sizes) sum(sizes * (sizes - 1) / 2)

# --------------------------------------------------------------------------------------- the record

read_record <- function(folder) {
  nodes <- fread(file.path(folder, "nodes.csv"), colClasses = "character", na.strings = NULL)
  setorder(nodes, id)
  flagged <- nodes$secretariat == "true"
  edges <- fread(file.path(folder, "edges.csv"), colClasses = "character", na.strings = NULL)
  edges[, actor := chmatch(actor, nodes$id)]
  edges[, hub := flagged[actor]]
  edges[, lead := role == "lead"]
  activities <- edges[, .(
    start = start[1], end = end[1], size = as.double(.N), attended = any(hub), known = any(lead),
    led = any(lead) && all(hub[lead])
  ), keyby = activity]
  activities[, start := as.integer(as.IDate(start))]
  activities[, end := as.integer(as.IDate(end))]
  activities[, code := .I]
  activities[, standing := fifelse(
    !attended, INDEPENDENT, fifelse(led, CARRIED, fifelse(known, SUPPORTED, LEAD_UNKNOWN))
  )]
  edges[activities, code := i.code, on = "activity"]
  year <- function(text, rest) as.integer(as.IDate(ifelse(text == "", NA, paste0(text, rest))))
  partners <- unique(edges[hub == FALSE, .(code, actor)])
  hubs <- unique(edges[hub == TRUE, .(code, actor)])
  both <- partners[partners, on = "code", allow.cartesian = TRUE, nomatch = NULL][actor < i.actor]
  ties <- both[, .(code, a = actor, b = i.actor)]
  setkey(ties, code)
  setkey(partners, code)
  setkey(hubs, code)
  list(
    id = nodes$id, sector = nodes$sector, secretariat = which(flagged),
    joined = year(nodes$joined, "-01-01"), left = year(nodes$left, "-12-31"),
    activities = activities, partners = partners, hubs = hubs, ties = ties,
    leads = unique(edges[lead == TRUE & hub == FALSE, .(code, actor)], by = c("code", "actor")),
    first = min(activities$start), last = max(activities$end)
  )
}

windows_of <- function(record, every) {
  months <- c(year = 12, quarter = 3)[[every]]
  first <- as.POSIXlt(as.Date(record$first, origin = "1970-01-01"))
  last <- as.POSIXlt(as.Date(record$last, origin = "1970-01-01"))
  span <- ((first$year + 1900) * 12 + first$mon) %/% months
  span <- span:(((last$year + 1900) * 12 + last$mon) %/% months)
  begin <- function(count) {
    month <- count * months
    as.integer(as.Date(sprintf("%d-%02d-01", month %/% 12, month %% 12 + 1)))
  }
  label <- if (months == 12) {
    sprintf("%d", span)
  } else {
    sprintf("%d-Q%d", (span * months) %/% 12, (span * months) %% 12 %/% 3 + 1)
  }
  Map(
    function(label, start, end) window_of(record, label, start, end),
    label, begin(span), begin(span + 1) - 1L
  )
}

window_of <- function(record, label, from, until) {
  acts <- record$activities[start <= until & end >= from]
  rows <- record$ties[.(acts$code), nomatch = NULL]
  rows[acts, `:=`(standing = i.standing, weight = 1 / (i.size - 1)), on = "code"]
  ties <- rows[, .(
    standing = min(standing), strength = sum(weight),
    independent = sum(weight[standing == INDEPENDENT]), without = sum(standing == INDEPENDENT)
  ), by = .(a, b)]
  here <- record$partners[.(acts$code), nomatch = NULL]
  hubs <- record$hubs[.(acts$code), nomatch = NULL]
  own <- unique(here[hubs, on = "code", allow.cartesian = TRUE, nomatch = NULL][
    , .(a = actor, b = i.actor)
  ])
  joined <- which(!is.na(record$joined) & record$joined <= until &
    (is.na(record$left) | record$left >= from))
  roster <- if (nrow(acts)) sort(unique(c(here$actor, joined))) else integer()
  list(
    label = label, activities = acts, ties = ties, own = own, roster = roster,
    secretariat = sort(unique(hubs$actor))
  )
}

# -------------------------------------------------------------------------------------- the figures

one_window <- function(record, current, before, sources) {
  n <- length(current$roster)
  vertices <- c(current$roster, current$secretariat)
  a <- match(current$ties$a, vertices)
  b <- match(current$ties$b, vertices)
  own <- rbind(match(current$own$a, vertices), match(current$own$b, vertices))
  standing <- current$ties$standing
  scenarios <- sapply(names(SCENARIOS), function(name) {
    kept <- standing <= SCENARIOS[[name]]
    scenario(record, current, rbind(a[kept], b[kept]), own, name, sources)
  }, simplify = FALSE)
  alone <- standing == INDEPENDENT
  unaided <- rbind(a[alone], b[alone])
  count <- tabulate(standing + 1L, 4)
  total <- length(standing)
  list(
    partners = n,
    ties = list(
      total = total, independent = count[1], supported = count[2] + count[3],
      carried = count[4], lead_unknown = count[3]
    ),
    independent_share = ratio(count[1], total),
    independent_strength_share = ratio(sum(current$ties$independent), sum(current$ties$strength)),
    deep = sum(current$ties$without >= 2),
    scenarios = scenarios,
    retention = sapply(names(SCENARIOS)[-1], function(name) {
      sapply(RETAINED, function(m) ratio(scenarios[[name]][[m]], scenarios$present[[m]]),
        simplify = FALSE
      )
    }, simplify = FALSE),
    secretariat = secretariat(record, current, unaided, own, scenarios),
    convening = convening(record, current),
    turnover = turnover(record, before, current),
    substitute_hub = substitute_hub(record, current, unaided)
  )
}

network <- function(vertices, edges) make_graph(as.vector(edges), n = vertices, directed = FALSE)

scenario <- function(record, current, edges, own, name, sources) {
  n <- length(current$roster)
  present <- name == "present"
  vertices <- if (present) n + length(current$secretariat) else n
  graph <- network(vertices, if (present) cbind(edges, own) else edges)
  sizes <- tabulate(components(graph)$membership[seq_len(n)])
  degrees <- degree(graph)
  sector <- record$sector[current$roster]
  one <- sector[edges[1, ]]
  other <- sector[edges[2, ]]
  known <- one != "" & other != ""
  groups <- table(sector[sector != ""])
  some <- sum(groups)
  pairs <- pairs_of(sizes)
  list(
    ties = ncol(edges),
    density = ratio(ncol(edges), n * (n - 1) / 2),
    connectedness = ratio(pairs, n * (n - 1) / 2),
    largest_component = ratio(max(sizes, 0), n),
    efficiency = efficiency(graph, n, sources),
    isolates = sum(degrees[seq_len(n)] == 0),
    degree_centralization = if (vertices < 3) NA_real_ else {
      (vertices * max(degrees) - sum(degrees)) / ((vertices - 1) * (vertices - 2))
    },
    cross_sector_share = ratio(sum(one[known] != other[known]), sum(known)),
    cross_sector_expected = 1 - ratio(sum(groups * (groups - 1)), some * (some - 1)),
    connected_pairs = pairs,
    largest_component_partners = max(sizes, 0)
  )
}

efficiency <- function(graph, n, sources) {
  if (n < 2) {
    return(NA_real_)
  }
  from <- if (n <= EXACT_UP_TO) seq_len(n) else sources[[as.character(n)]] + 1
  total <- 0
  for (some in split(from, (seq_along(from) - 1) %/% 256)) {
    steps <- distances(graph, v = some, to = seq_len(n))
    total <- total + sum(1 / steps[steps > 0])
  }
  total / (length(from) * (n - 1))
}

secretariat <- function(record, current, unaided, own, scenarios) {
  n <- length(current$roster)
  vertices <- n + length(current$secretariat)
  graph <- network(vertices, cbind(unaided, own))
  place <- n + match(record$secretariat, current$secretariat)
  between <- rep(NA_real_, length(place))
  here <- !is.na(place)
  if (vertices >= 3 && any(here)) {
    scale <- (vertices - 1) * (vertices - 2) / 2
    between[here] <- betweenness(graph, directed = FALSE)[place[here]] / scale
  }
  held <- rep(NA_real_, length(place))
  tied <- here & place %in% own[2, ]
  held[tied] <- constraint(graph, nodes = place[tied])
  acts <- current$activities
  list(
    betweenness = setNames(as.list(between), record$id[record$secretariat]),
    constraint = setNames(as.list(held), record$id[record$secretariat]),
    attended_share = ratio(sum(acts$attended), nrow(acts)),
    led_share = ratio(sum(acts$led), sum(acts$known)),
    pairs_only_through = scenarios$present$connected_pairs - scenarios$hub_leaves$connected_pairs
  )
}

leads_of <- function(record, current) record$leads[code %in% current$activities$code, actor]

convening <- function(record, current) {
  led <- tabulate(leads_of(record, current))
  led <- as.double(led[led > 0])
  acts <- current$activities
  list(
    partner_led_independent = sum(!acts$attended & acts$known),
    partner_leads = length(led),
    effective_leads = ratio(sum(led)^2, sum(led^2))
  )
}

turnover <- function(record, before, current) {
  if (is.null(before) || !nrow(before$activities)) {
    names <- c("persistence", "formed", "dissolved", "jaccard", "actors_joined", "actors_left")
    return(sapply(names, function(name) NA_real_, simplify = FALSE))
  }
  code <- function(ties) ties$a * length(record$id) + ties$b
  then <- code(before$ties)
  now <- code(current$ties)
  kept <- sum(now %in% then)
  list(
    persistence = ratio(kept, length(then)),
    formed = length(now) - kept,
    dissolved = length(then) - kept,
    jaccard = ratio(kept, length(then) + length(now) - kept),
    actors_joined = sum(!current$roster %in% before$roster),
    actors_left = sum(!before$roster %in% current$roster)
  )
}

substitute_hub <- function(record, current, unaided) {
  n <- length(current$roster)
  graph <- network(n, unaided)
  cut <- as.integer(articulation_points(graph))
  list(
    articulation_points = I(sort(record$id[current$roster[cut]], method = "radix")),
    largest_betweenness = if (n < 3) NA_real_ else {
      max(betweenness(graph, directed = FALSE)) / ((n - 1) * (n - 2) / 2)
    },
    robustness = robustness(n, unaided)
  )
}

# Schneider's R: vertices by falling degree, components by adding them again.
robustness <- function(n, edges) {
  if (n == 0) {
    return(NA_real_)
  }
  near <- split(c(edges[2, ], edges[1, ]), factor(c(edges[1, ], edges[2, ]), levels = seq_len(n)))
  degrees <- lengths(near, use.names = FALSE)
  order <- integer(n)
  done <- 0L
  for (ties in max(degrees):0) {
    for (v in which(degrees == ties)) {
      if (degrees[v] == ties) {
        done <- done + 1L
        order[done] <- v
        others <- near[[v]]
        degrees[others] <- degrees[others] - 1L
        degrees[v] <- -n
      }
    }
  }
  parent <- seq_len(n)
  size <- rep(1, n)
  back <- logical(n)
  largest <- 0
  total <- 0
  for (v in rev(order)) {
    total <- total + largest
    back[v] <- TRUE
    root <- v
    others <- near[[v]]
    for (other in others[back[others]]) {
      while (parent[other] != other) {
        parent[other] <- parent[parent[other]]
        other <- parent[other]
      }
      if (other != root) {
        if (size[other] > size[root]) {
          smaller <- root
          root <- other
          other <- smaller
        }
        parent[other] <- root
        size[root] <- size[root] + size[other]
      }
    }
    largest <- max(largest, size[root])
  }
  total / n^2
}

offshoots <- function(record) {
  rows <- copy(record$ties)
  rows[record$activities, `:=`(start = i.start, attended = i.attended), on = "code"]
  never <- .Machine$integer.max
  rows[, `:=`(alone = fifelse(attended, never, start), through = fifelse(attended, start, never))]
  pairs <- rows[, .(without = min(alone), with = min(through)), by = .(a, b)]
  met <- pairs[without == never, record$last - with]
  wait <- pairs[with < without & without < never, without - with]
  list(
    met_through_secretariat = length(met) + length(wait),
    offshoots = length(wait),
    share = ratio(length(wait), length(met) + length(wait)),
    independent_from_start = pairs[, sum(without < with)],
    order_unknown = pairs[, sum(without == with)],
    median_months = median_wait(c(met, wait), rep(c(FALSE, TRUE), c(length(met), length(wait))))
  )
}

# Kaplan and Meier's.
median_wait <- function(days, ended) {
  by_day <- data.table(days, ended)[, .(all = .N, ended = sum(ended)), keyby = days]
  by_day[, surviving := cumprod(1 - ended / (sum(all) - cumsum(all) + all))]
  by_day[surviving <= 0.5 + 1e-12, days[1]] / MONTH
}

main <- function() {
  words <- commandArgs(trailingOnly = TRUE)
  given <- function(name) words[match(name, words) + 1]
  sources <- fromJSON(given("--sources"))
  record <- read_record(words[1])
  drawn <- windows_of(record, given("--every"))
  before <- NULL
  led_before <- integer()
  found <- list()
  for (current in drawn) {
    figures <- list(window = current$label, activities = nrow(current$activities))
    if (nrow(current$activities)) {
      figures <- c(figures, one_window(record, current, before, sources))
      leads <- unique(leads_of(record, current))
      figures$convening$first_time_leads <- sum(!leads %in% led_before)
      led_before <- union(led_before, leads)
    }
    found <- c(found, list(figures))
    before <- current
  }
  figures <- list(windows = found, offshoots = offshoots(record))
  cat(toJSON(figures, auto_unbox = TRUE, digits = NA, na = "null", null = "null"))
}

main()
