//! As shell commands that sign and send it with curl.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use percent_encoding::{CONTROLS, utf8_percent_encode};

use crate::exchange::Exchange;
use crate::output::is_plain;
use crate::unsigned::unsigned;

const SIGN: &str = "\
# Signs with the token in $TIM_TOKEN.
time=$(date +%s)
sign=$(printf %s \"$TIM_TOKEN$time\" | openssl dgst -sha256 -r | cut -c1-64)
";

/// The commands. Only a callback that came with a signature time is signed.
pub(crate) fn curl(
    exchange: &Exchange,
    url: impl Fn(&str, &str) -> Result<String, String>,
) -> Result<String, String> {
    let (query, is_signed) = unsigned(&exchange.query);
    // Some characters that are not ASCII control a terminal, or turn the direction of a text.
    let url = utf8_percent_encode(&url(&exchange.path, &query)?, CONTROLS).to_string();
    let url = quoted(&url);
    let (sign, signature) = match is_signed {
        true => (SIGN, "\"&Sign=$sign&RequestTime=$time\""),
        false => ("", ""),
    };
    let body = body(&exchange.body);
    Ok(format!(
        "{sign}{body} |\n  curl --silent --show-error --include --globoff --data-binary @- \\\n    \
         --header 'Content-Type: application/json' \\\n    {url}{signature}\n"
    ))
}

/// A command that prints the body. What a terminal would act on is base64.
fn body(body: &[u8]) -> String {
    match std::str::from_utf8(body) {
        Ok(text) if text.chars().all(|letter| is_plain(letter) || letter == '\n') => {
            format!("printf %s {}", quoted(text))
        }
        _ => format!("printf %s '{}' | openssl base64 -d -A", BASE64_STANDARD.encode(body)),
    }
}

/// One word of a shell, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use bytes::Bytes;

    use super::*;

    const STAND_IN: &str = "curl() { cat; printf '\\n%s' \"$@\"; }\n";

    /// What curl would get: its input, and then its arguments.
    fn run(query: &str, body: &[u8]) -> Vec<u8> {
        let exchange = Exchange {
            time: 0,
            path: "/a'b".to_owned(),
            query: query.to_owned(),
            body: Bytes::copy_from_slice(body),
            took: Duration::ZERO,
            answer: Err(String::new()),
        };
        let script = curl(&exchange, |path, query| Ok(format!("http://h{path}?{query}"))).unwrap();
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{STAND_IN}{script}")]).env("TIM_TOKEN", "xxxxyyyy");
        let output = shell.output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    #[test]
    fn a_shell_takes_a_body_as_it_is() {
        for body in [
            "plain",
            "'; touch /tmp/owned; '",
            "$(touch x) `touch x` \\ \" ! %s @file",
            "two\nlines",
            "\x1b[201~\r\t\0",
            "",
        ] {
            let ran = run("a=1", body.as_bytes());
            assert!(ran.starts_with(format!("{body}\n--silent").as_bytes()), "{body:?}");
        }
        assert!(run("a=1", b"\xff\xfe").starts_with(b"\xff\xfe\n"));
        let controls = curl(
            &Exchange {
                time: 0,
                path: String::new(),
                query: "a=\u{9b}2J\u{202e}".to_owned(),
                body: Bytes::from_static(b"\x1b[201~"),
                took: Duration::ZERO,
                answer: Err(String::new()),
            },
            |_, query| Ok(format!("http://h?{query}")),
        )
        .unwrap();
        assert!(controls.chars().all(|char| is_plain(char) || char == '\n'), "{controls}");
        assert!(controls.contains("'http://h?a=%C2%9B2J%E2%80%AE'"), "{controls}");
    }

    #[test]
    fn a_signed_callback_is_signed_anew() {
        let ran = run("SdkAppid=1&x='$(id)'&RequestTime=1669872112", b"{}");
        let ran = String::from_utf8(ran).unwrap();
        let url = ran.lines().last().unwrap();
        let (url, time) = url.split_once("&RequestTime=").unwrap();
        let (url, sign) = url.split_once("&Sign=").unwrap();
        assert_eq!(url, "http://h/a'b?SdkAppid=1&x='$(id)'");
        let token = tim_callback::Token::new("xxxxyyyy").unwrap();
        let time = tim_callback::UnixSeconds::new(time.parse().unwrap());
        assert_eq!(sign, tim_callback::sign(&token, time));
        assert!(!String::from_utf8(run("a=1", b"")).unwrap().contains("Sign"));
    }
}
