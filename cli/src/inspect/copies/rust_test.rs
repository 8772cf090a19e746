//! As a test with the `testing` kit of the crate.

use std::fmt::Write;
use std::time::Duration;

use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::testing::Signer;

use crate::exchange::Exchange;
use crate::output::is_plain;
use crate::unsigned::params;

pub(crate) fn rust_test(exchange: &Exchange) -> Result<String, String> {
    let query = CallbackQuery::parse(&exchange.query).map_err(|error| error.to_string())?;
    let command = query.known_command().map_err(|error| error.to_string())?;
    let answer = exchange.answer.as_ref().map_err(|_| "there is no answer to expect")?;
    let app = query.sdk_app_id();
    // The signature is that of the test. The time taken is not expected again.
    let sent = Signer::without_authentication(app).sign_bytes(command, &exchange.body[..]);
    let review = sent.what_tencent_does(answer.after(Duration::ZERO)).to_string();
    let mut params = String::new();
    for (name, value) in changed(&query) {
        // Writing to a string cannot fail.
        let _ = write!(params, "\n        .with_param({}, {})", literal(name), literal(value));
    }
    let body = match std::str::from_utf8(&exchange.body) {
        Ok(text) => literal(text),
        Err(_) => format!("b\"{}\".as_slice()", exchange.body.escape_ascii()),
    };
    Ok(format!(
        "use tim_callback::testing::Signer;
use tim_callback::{{CallbackCommand, SdkAppId, Token}};

#[test]
fn {name}() {{
    let (app, token) = (SdkAppId::new({app}), Token::new(\"a token\").unwrap());
    let command: CallbackCommand = {wire}.parse().unwrap();
    let tencent = Signer::new(app, token.clone()){params};
    let sent = tencent.sign_bytes(command, {body});
    // `receiver` is your function that makes the Receiver.
    let reply = receiver(app, token).receive(&sent.query, &sent.body);
    let review = sent.what_tencent_does(&reply);
    assert_eq!(
        review.to_string(),
        {review}
    );
}}
",
        name = name(command.name()),
        wire = literal(command.name()),
        review = literal(&review),
    ))
}

/// The parameters that a signer sets by itself.
const SIGNED: [QueryParam; 4] = [
    QueryParam::SdkAppId,
    QueryParam::CallbackCommand,
    QueryParam::ContentType,
    QueryParam::RequestTime,
];

fn changed(query: &CallbackQuery) -> impl Iterator<Item = (&str, &str)> {
    params(query).filter(|(name, _)| SIGNED.iter().all(|param| param.name() != *name))
}

/// `Group.CallbackBeforeSendMsg` as `group_callback_before_send_msg`.
fn name(wire: &str) -> String {
    let mut name = String::new();
    for letter in wire.replace("C2C", "C2c").chars() {
        match letter {
            '.' => name.push('_'),
            letter if letter.is_ascii_uppercase() => {
                if !name.is_empty() && !name.ends_with('_') {
                    name.push('_');
                }
                name.push(letter.to_ascii_lowercase());
            }
            letter => name.push(letter),
        }
    }
    name
}

/// A literal of Rust for this text, raw if that is easier to read.
fn literal(text: &str) -> String {
    let is_raw =
        text.contains(['"', '\\']) && text.chars().all(|letter| is_plain(letter) || letter == '\n');
    if !is_raw {
        return format!("{text:?}");
    }
    let mut marks = String::new();
    while text.contains(&format!("\"{marks}")) {
        marks.push('#');
    }
    format!("r{marks}\"{text}\"{marks}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_ends_where_it_should() {
        assert_eq!(literal("plain"), "\"plain\"");
        assert_eq!(literal("{\"a\":1}"), "r#\"{\"a\":1}\"#");
        assert_eq!(literal("\"# panic!() \"##"), "r###\"\"# panic!() \"##\"###");
        assert_eq!(literal("\"\r\""), "\"\\\"\\r\\\"\"");
        assert_eq!(literal("\"\u{202e}\""), "\"\\\"\\u{202e}\\\"\"");
    }

    #[test]
    fn a_name_is_a_name_in_rust() {
        assert_eq!(name("Group.CallbackBeforeSendMsg"), "group_callback_before_send_msg");
        assert_eq!(
            name("C2C.CallbackAfterC2CMsgExtension"),
            "c2c_callback_after_c2c_msg_extension"
        );
    }
}
