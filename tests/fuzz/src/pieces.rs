//! A JSON text cut into what can be swapped for something else.

use std::ops::Range;

/// Gives where each string, number, word and sign of a text lies; blanks are left out.
pub(crate) fn pieces(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let end = end_of(bytes, at);
        if !bytes[at].is_ascii_whitespace() {
            found.push(at..end);
        }
        at = end;
    }
    found
}

fn end_of(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at + 1..];
    match bytes[at] {
        b'"' => at + 1 + string(rest),
        b'{' | b'}' | b'[' | b']' | b',' | b':' => at + 1,
        _ => at + 1 + rest.iter().take_while(|one| is_of_word(**one)).count(),
    }
}

fn string(rest: &[u8]) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            b'"' if !escaped => return at + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

fn is_of_word(byte: u8) -> bool {
    !matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b',' | b':') && !byte.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_text_is_cut_at_its_signs() {
        let text = r#"{"t": "a\"}", "rev":-1.5e3 ,[true]}"#;
        let cut: Vec<_> = pieces(text).into_iter().map(|piece| &text[piece]).collect();
        let all = [
            "{",
            r#""t""#,
            ":",
            r#""a\"}""#,
            ",",
            r#""rev""#,
            ":",
            "-1.5e3",
            ",",
            "[",
            "true",
            "]",
            "}",
        ];
        assert_eq!(cut, all);
        assert_eq!(pieces("\"half").len(), 1);
    }
}
