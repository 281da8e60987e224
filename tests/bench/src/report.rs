//! What a row says: one table, and what was wanted.

mod ratios;

use std::fmt::Write;

use ratios::{Ratios, ratios};
use serde::Serialize;

use crate::arrivals::Seen;
use crate::measure::Measured;

/// One row of the benchmark.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// One word, by which it is chosen.
    pub(crate) row: &'static str,
    /// What was done.
    pub(crate) about: String,
    /// Servers under the same load.
    pub(crate) servers: Vec<Line>,
    /// Other figures.
    pub(crate) table: Option<Table>,
    /// What ours are of the others' figures.
    pub(crate) ratios: Vec<Ratios>,
    /// What was wanted, and what was measured.
    pub(crate) goals: Vec<Goal>,
}

/// One server's figures.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) server: &'static str,
    pub(crate) deliveries: usize,
    pub(crate) on_time: usize,
    pub(crate) lost: usize,
    /// Updates, not deliveries.
    pub(crate) refused: usize,
    /// Updates, not deliveries.
    pub(crate) unacked: usize,
    pub(crate) p50_ms: f64,
    pub(crate) p95_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) max_ms: f64,
    pub(crate) cpu_us_per_delivery: f64,
    pub(crate) bytes_per_delivery: f64,
    pub(crate) frames: usize,
    pub(crate) rss_per_connection_bytes: f64,
    pub(crate) join_s: f64,
    pub(crate) join_cpu_ms_per_screen: f64,
    pub(crate) generator_cpu_us_per_delivery: f64,
    pub(crate) generator_late_ms: f64,
}

/// Figures that only one row has.
#[derive(Debug, Serialize)]
pub(crate) struct Table {
    pub(crate) heads: &'static [&'static str],
    pub(crate) lines: Vec<Vec<String>>,
}

/// Something that is wanted.
#[derive(Debug, Serialize)]
pub(crate) struct Goal {
    pub(crate) what: String,
    pub(crate) wanted: String,
    pub(crate) measured: String,
    /// None if nothing is wanted of it.
    pub(crate) kept: Option<bool>,
}

impl Goal {
    /// Something that is to be at most so much.
    pub(crate) fn at_most(what: impl Into<String>, most: f64, measured: f64, unit: &str) -> Self {
        let wanted = format!("at most {most} {unit}");
        let kept = Some(measured.is_finite() && measured <= most);
        Self { what: what.into(), wanted, measured: figure(measured, unit), kept }
    }

    /// Something of which there are to be none.
    pub(crate) fn none(what: impl Into<String>, measured: usize) -> Self {
        let kept = Some(measured == 0);
        Self { what: what.into(), wanted: "none".to_owned(), measured: measured.to_string(), kept }
    }

    /// That the server takes every update and says so.
    pub(crate) fn all_taken(measured: &Measured) -> Self {
        let Seen { refused, unacked, .. } = measured.seen;
        Self::none("updates refused or unacked", refused + unacked)
    }

    /// Something that is worth knowing, of which nothing is wanted.
    pub(crate) fn told(what: impl Into<String>, measured: f64, unit: &str) -> Self {
        Self {
            what: what.into(),
            wanted: "–".to_owned(),
            measured: figure(measured, unit),
            kept: None,
        }
    }
}

fn figure(measured: f64, unit: &str) -> String {
    match measured.is_finite() {
        true => format!("{measured:.2} {unit}").trim_end().to_owned(),
        false => "not measured".to_owned(),
    }
}

impl Line {
    pub(crate) fn of(server: &'static str, measured: &Measured) -> Self {
        let seen = &measured.seen;
        let deliveries = seen.latencies_us.len();
        let each = |sum: f64| sum / deliveries as f64;
        let slices = measured.join_s.len().max(1) as f64;
        Self {
            server,
            deliveries,
            on_time: seen.on_time(),
            lost: seen.lost(),
            refused: seen.refused,
            unacked: seen.unacked,
            p50_ms: seen.percentile_ms(50.0),
            p95_ms: seen.percentile_ms(95.0),
            p99_ms: seen.percentile_ms(99.0),
            max_ms: seen.percentile_ms(100.0),
            cpu_us_per_delivery: measured.cpu_us(),
            bytes_per_delivery: each(measured.bytes as f64),
            frames: measured.frames,
            rss_per_connection_bytes: measured.rss_per_screen,
            join_s: measured.join_s.iter().sum::<f64>() / slices,
            join_cpu_ms_per_screen: measured.join_cpu_s * 1e3 / measured.joined.max(1) as f64,
            generator_cpu_us_per_delivery: each(measured.generator_cpu_s * 1e6),
            generator_late_ms: measured.generator_late_ms,
        }
    }
}

impl Report {
    /// Makes one in which nothing is compared.
    pub(crate) fn of_goals(row: &'static str, about: String, goals: Vec<Goal>) -> Self {
        Self { row, about, servers: Vec::new(), table: None, ratios: Vec::new(), goals }
    }

    /// Makes one of servers under the same load; the first is ours.
    pub(crate) fn of_servers(
        row: &'static str,
        about: String,
        servers: Vec<Line>,
        goals: Vec<Goal>,
    ) -> Self {
        let ratios = ratios(&servers);
        Self { row, about, servers, table: None, ratios, goals }
    }

    /// Gives it as Markdown.
    pub(crate) fn markdown(&self) -> String {
        let mut out = format!("### {}: {}\n\n", self.row, self.about);
        if !self.servers.is_empty() {
            out.push_str(
                "| server | on time | late | lost | refused | p50 ms | p95 | p99 | max | CPU µs | \
                 bytes | writes | kB idle | join s | join CPU ms | generator µs |\n\
                 |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
            );
            self.servers.iter().for_each(|line| line.write(&mut out));
            out.push('\n');
        }
        if let Some(table) = &self.table {
            table.write(&mut out);
        }
        ratios::write(&self.ratios, &mut out);
        out.push_str("| goal | wanted | measured | |\n|---|---:|---:|---|\n");
        for Goal { what, wanted, measured, kept } in &self.goals {
            let kept = kept.map_or("", |kept| if kept { "kept" } else { "missed" });
            let _ = writeln!(out, "| {what} | {wanted} | {measured} | {kept} |");
        }
        out
    }
}

impl Table {
    fn write(&self, out: &mut String) {
        let _ = writeln!(out, "| {} |", self.heads.join(" | "));
        let _ = writeln!(out, "|---|{}", "---:|".repeat(self.heads.len() - 1));
        for line in &self.lines {
            let _ = writeln!(out, "| {} |", line.join(" | "));
        }
        out.push('\n');
    }
}

impl Line {
    fn write(&self, out: &mut String) {
        let late = self.deliveries - self.on_time;
        let _ = writeln!(
            out,
            "| {} | {} | {late} | {} | {} | {:.1} | {:.1} | {:.1} | {:.1} | {:.2} | {:.0} | {:.2} | \
             {:.1} | {:.2} | {:.2} | {:.2} |",
            self.server,
            self.on_time,
            self.lost,
            self.refused + self.unacked,
            self.p50_ms,
            self.p95_ms,
            self.p99_ms,
            self.max_ms,
            self.cpu_us_per_delivery,
            self.bytes_per_delivery,
            self.frames as f64 / self.deliveries.max(1) as f64,
            self.rss_per_connection_bytes / 1000.0,
            self.join_s,
            self.join_cpu_ms_per_screen,
            self.generator_cpu_us_per_delivery,
        );
    }
}
