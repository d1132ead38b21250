"use strict";

// A window that is open keeps the app running.
const EVERY = 60_000;

setInterval(() => fetch("/alive", { method: "POST" }).catch(() => {}), EVERY);
