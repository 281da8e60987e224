//! What our figures are of the others', under the same load.

use std::fmt::Write;

use serde::Serialize;

use super::Line;

/// Ours divided by those of one other server. None where the other's is nothing, or was less than
/// what can be measured.
#[derive(Debug, Serialize)]
pub(crate) struct Ratios {
    pub(crate) to: &'static str,
    pub(crate) p50: Option<f64>,
    pub(crate) p95: Option<f64>,
    pub(crate) p99: Option<f64>,
    pub(crate) cpu: Option<f64>,
    pub(crate) bytes: Option<f64>,
    pub(crate) rss_per_connection: Option<f64>,
    pub(crate) join: Option<f64>,
    pub(crate) join_cpu: Option<f64>,
}

/// Gives the first server's ratios to each of the others.
pub(super) fn ratios(servers: &[Line]) -> Vec<Ratios> {
    let Some((ours, others)) = servers.split_first() else { return Vec::new() };
    others.iter().map(|other| Ratios::of(ours, other)).collect()
}

impl Ratios {
    fn of(ours: &Line, other: &Line) -> Self {
        let of = |figure: fn(&Line) -> f64| ratio(figure(ours), figure(other));
        Self {
            to: other.server,
            p50: of(|line| line.p50_ms),
            p95: of(|line| line.p95_ms),
            p99: of(|line| line.p99_ms),
            cpu: of(|line| line.cpu_us_per_delivery),
            bytes: of(|line| line.bytes_per_delivery),
            rss_per_connection: of(|line| line.rss_per_connection_bytes),
            join: of(|line| line.join_s),
            join_cpu: of(|line| line.join_cpu_ms_per_screen),
        }
    }
}

fn ratio(ours: f64, other: f64) -> Option<f64> {
    (ours.is_finite() && ours >= 0.0 && other > 0.0).then(|| ours / other)
}

/// Writes them as Markdown, if there are any.
pub(super) fn write(all: &[Ratios], out: &mut String) {
    if all.is_empty() {
        return;
    }
    out.push_str(
        "| ours to that of | p50 | p95 | p99 | CPU | bytes | kB idle | join | join CPU |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for one in all {
        let Ratios { to, p50, p95, p99, cpu, bytes, rss_per_connection, join, join_cpu } = one;
        let cells = [p50, p95, p99, cpu, bytes, rss_per_connection, join, join_cpu];
        let cells = cells.map(|cell| cell.map_or("–".to_owned(), |ratio| format!("{ratio:.2}")));
        let _ = writeln!(out, "| {to} | {} |", cells.join(" | "));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Measured;

    #[test]
    fn ours_are_divided_by_each_of_the_others_where_there_is_something_to_divide_by() {
        let line = |name, p99_ms, rss_per_connection_bytes| Line {
            p99_ms,
            rss_per_connection_bytes,
            ..Line::of(name, &Measured::default())
        };
        let all = [line("ours", 3.0, 600.0), line("ws", 6.0, -1.0), line("bun", 1.0, 400.0)];
        let found = ratios(&all);
        assert_eq!(found.iter().map(|one| one.to).collect::<Vec<_>>(), ["ws", "bun"]);
        assert_eq!(found.iter().map(|one| one.p99).collect::<Vec<_>>(), [Some(0.5), Some(3.0)]);
        let idle: Vec<_> = found.iter().map(|one| one.rss_per_connection).collect();
        assert_eq!(idle, [None, Some(1.5)]);
        let mut out = String::new();
        write(&found, &mut out);
        assert!(out.contains("| bun | – | – | 3.00 | – | – | 1.50 | – | – |"), "{out}");
    }
}
