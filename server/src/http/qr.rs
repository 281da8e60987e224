//! A link as a QR code: for pages as SVG, for the terminal as half blocks.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// Light modules around the code. The standard (ISO/IEC 18004, 5.3.8) asks for four.
const QUIET: usize = 4;

/// The dark and light modules of a QR code with its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    size: usize,
    dark: Vec<bool>,
}

impl Qr {
    /// Gives the code of a text; `None` if the text is too long for one.
    ///
    /// Corrects 15 % of errors: enough for a beamer's edge, and the modules stay large.
    pub fn of(text: &str) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let size = code.size + 2 * QUIET;
        let mut dark = vec![false; size * size];
        for row in 0..code.size {
            for (column, module) in code[row].iter().enumerate() {
                dark[(row + QUIET) * size + column + QUIET] = module.value();
            }
        }
        Some(Self { size, dark })
    }

    /// Gives the number of modules along one side.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Says whether a module is dark; all outside are light.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        column < self.size && self.dark.get(row * self.size + column).copied().unwrap_or(false)
    }

    /// Gives the code as an SVG image without style or script.
    pub fn svg(&self) -> String {
        let size = self.size;
        let mut path = String::new();
        for row in 0..size {
            let mut column = 0;
            while column < size {
                let run = (column..size).take_while(|at| self.is_dark(*at, row)).count();
                if run > 0 {
                    let _ = write!(path, "M{column} {row}h{run}v1h-{run}z");
                }
                column += run.max(1);
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" \
             shape-rendering=\"crispEdges\"><rect width=\"{size}\" height=\"{size}\" \
             fill=\"#fff\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
        )
    }

    /// Gives the code in lines of half blocks.
    ///
    /// The light modules are the ones drawn, so that it reads right on a dark terminal; with
    /// `colours` it is black and white whatever the terminal's own are.
    pub fn terminal(&self, colours: bool) -> Vec<String> {
        let (on, off) = if colours { ("\x1b[38;5;231;48;5;16m", "\x1b[0m") } else { ("", "") };
        let line = |row| {
            let blocks = (0..self.size).map(|column| self.half_blocks(column, row));
            format!("{on}{}{off}", blocks.collect::<String>())
        };
        (0..self.size).step_by(2).map(line).collect()
    }

    /// Two modules, one above the other.
    fn half_blocks(&self, column: usize, row: usize) -> char {
        match (self.is_dark(column, row), self.is_dark(column, row + 1)) {
            (false, false) => '█',
            (false, true) => '▀',
            (true, false) => '▄',
            (true, true) => ' ',
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const LINK: &str = "http://192.168.1.20:8080/#KWMTRP";

    /// What a phone's camera would read in the picture that `is_dark` paints.
    fn read(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> String {
        let shade = |x: usize, y: usize| if is_dark(x / 3, y / 3) { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(size * 3, size * 3, shade);
        picture.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn the_terminal_shows_the_link() {
        let qr = Qr::of(LINK).unwrap();
        let lines: Vec<Vec<char>> =
            qr.terminal(false).iter().map(|line| line.chars().collect()).collect();
        let is_dark =
            |x: usize, y: usize| matches!((lines[y / 2][x], y % 2), (' ', _) | ('▄', 0) | ('▀', 1));
        assert_eq!(read(qr.size(), is_dark), LINK);
    }

    #[test]
    fn four_light_modules_lie_around_the_code() {
        let qr = Qr::of(LINK).unwrap();
        let edge = |at: usize| at < QUIET || at >= qr.size() - QUIET;
        for row in 0..qr.size() {
            for column in (0..qr.size()).filter(|column| edge(*column) || edge(row)) {
                assert!(!qr.is_dark(column, row));
            }
        }
    }

    #[test]
    fn the_image_has_no_style_and_no_script() {
        let svg = Qr::of(LINK).unwrap().svg();
        assert!(!svg.contains("style") && !svg.contains("script"), "{svg}");
    }

    #[test]
    fn a_text_that_is_too_long_has_no_code() {
        assert_eq!(Qr::of(&"x".repeat(5_000)), None);
    }
}
