//! Percent-encoding tricks in the query, and bytes in query and body that are no honest text.

use libtest_mimic::Trial;
use tim_callback::auth::AuthError;
use tim_callback::query::{CallbackQuery, QueryError, QueryParam};

use crate::case::{
    BEFORE, Outcome, Wrong, bad_before, case, decode, decode_before, escaped, is_wrong, let_in,
    same,
};
use crate::fixture::folders;
use crate::refusal::{Refusal, refused};
use crate::sign::signed;
use crate::support::{SIGN_XXXXYYYY, before_body};

const TIME: &str = "1669872112";

pub fn cases(trials: &mut Vec<Trial>) {
    names(trials);
    escapes(trials);
    query_bytes(trials);
    body_bytes(trials);
    body_texts(trials);
}

/// A name is what it says once it is decoded, and nothing that only looks like it.
fn names(trials: &mut Vec<Trial>) {
    let plain = signed(SIGN_XXXXYYYY, TIME);
    let all: Vec<_> = plain
        .split('&')
        .map(|pair| pair.split('=').map(escaped).collect::<Vec<_>>().join("="))
        .collect();
    let_in(trials, "encoding::name::everything_encoded", all.join("&"));
    let_in(trials, "encoding::name::first_letters", plain.replace("Sign", "%53ig%6E"));
    let_in(trials, "encoding::name::lower_case_hex", plain.replace("Sign", "Si%67%6e"));
    for (name, spelled) in [
        ("encoded_twice", "%2553ign"),
        ("encoded_equals", "Sign%3D"),
        ("encoded_ampersand", "%26Sign"),
        ("nul_behind", "Sign%00"),
        ("nul_in_front", "%00Sign"),
        ("blank_behind", "Sign+"),
        ("tab_in_front", "%09Sign"),
        ("line_end_behind", "Sign%0D%0A"),
        ("byte_order_mark", "%EF%BB%BFSign"),
        ("zero_width_space", "%E2%80%8BSign"),
        ("long_s", "%C5%BFign"),
        ("raw_long_s", "\u{17f}ign"),
        ("dotless_i", "S\u{131}gn"),
        ("dotted_capital_i", "S\u{130}GN"),
        ("full_width", "\u{ff33}ign"),
        ("cyrillic", "\u{405}ign"),
        ("combining", "Sign\u{301}"),
        ("right_to_left", "\u{202e}ngiS"),
        ("bad_escape", "%Sign"),
        ("half_escape", "Sign%5"),
        ("unicode_escape", "%u0053ign"),
        ("html_entity", "%26%2383%3Bign"),
    ] {
        let query = plain.replace("Sign", spelled);
        refused(trials, format!("encoding::name::{name}"), query, AuthError::MissingSign, 401);
    }
    for (name, spelled) in [
        ("kelvin_sign", "Sd\u{212a}Appid"),
        ("byte_order_mark", "\u{feff}SdkAppid"),
        ("encoded_byte_order_mark", "%EF%BB%BFSdkAppid"),
        ("question_mark", "?SdkAppid"),
        ("encoded_twice", "%2553dkAppid"),
    ] {
        let query = plain.replace("SdkAppid", spelled);
        let missing = QueryError::Missing(QueryParam::SdkAppId);
        refused(trials, format!("encoding::app_name::{name}"), query, missing, 400);
    }
}

/// What an own parameter's value decodes to; an escape is decoded once and only once.
fn escapes(trials: &mut Vec<Trial>) {
    for (name, raw, value) in [
        ("ampersand", "%26", "&"),
        ("equals", "%3D", "="),
        ("pair", "x%26Sign%3Dy", "x&Sign=y"),
        ("percent", "%25", "%"),
        ("twice", "%2541", "%41"),
        ("thrice", "%252541", "%2541"),
        ("plus", "a+b", "a b"),
        ("encoded_plus", "a%2Bb", "a+b"),
        ("twice_encoded_plus", "a%252Bb", "a%2Bb"),
        ("blank", "a%20b", "a b"),
        ("raw_blank", "a b", "a b"),
        ("lone_percent", "%", "%"),
        ("percent_at_the_end", "a%", "a%"),
        ("one_digit", "%4", "%4"),
        ("no_hex", "%zz", "%zz"),
        ("half_hex", "%4z", "%4z"),
        ("percents", "%%%", "%%%"),
        ("percent_before_an_escape", "%%41", "%A"),
        ("plus_in_an_escape", "%+1", "% 1"),
        ("unicode", "%u0041", "%u0041"),
        ("nul", "%00", "\0"),
        ("line_ends", "%0D%0A", "\r\n"),
        ("mixed_case", "%e3%81%82%E3%81%84", "\u{3042}\u{3044}"),
        ("raw_text", "\u{3042}", "\u{3042}"),
        ("astral", "%F0%9F%A7%A7", "\u{1f9e7}"),
        ("non_characters", "%EF%BF%BE%F4%8F%BF%BF", "\u{fffe}\u{10ffff}"),
        ("replacement", "%EF%BF%BD", "\u{fffd}"),
        ("equals_in_the_value", "a=b=c", "a=b=c"),
        ("question_mark", "?a", "?a"),
        ("fragment", "a#b", "a#b"),
        ("semicolon", "a;b=c", "a;b=c"),
    ] {
        trials.push(case(format!("encoding::escape::{name}"), move || {
            let query = format!("SdkAppid=1&CallbackCommand=x&own={raw}&last=%7A");
            let read = CallbackQuery::parse(&query).map_err(|error| error.to_string())?;
            let custom: Vec<_> = read.custom_params().collect();
            same(&query, &custom, &vec![("own", value), ("last", "z")])
        }));
    }
}

/// Byte sequences that are no UTF-8.
const BAD: [(&str, &[u8]); 14] = [
    ("ff", b"\xff"),
    ("fe", b"\xfe"),
    ("lone_continuation", b"\x80"),
    ("overlong_nul", b"\xc0\x80"),
    ("overlong_slash", b"\xc0\xaf"),
    ("overlong_letter", b"\xc1\x93"),
    ("overlong_of_three", b"\xe0\x80\xaf"),
    ("overlong_of_four", b"\xf0\x80\x80\xaf"),
    ("high_surrogate", b"\xed\xa0\x80"),
    ("low_surrogate", b"\xed\xbf\xbf"),
    ("above_unicode", b"\xf4\x90\x80\x80"),
    ("five_bytes", b"\xf8\x88\x80\x80\x80"),
    ("cut_after_one", b"\xe6"),
    ("cut_after_two", b"\xe6\x97"),
];

fn query_bytes(trials: &mut Vec<Trial>) {
    for (name, bytes) in BAD {
        let bad = escaped(bytes);
        let front = "SdkAppid=1400000000&CallbackCommand=x&";
        for (place, query, position) in [
            ("name", format!("{front}a{bad}=1"), front.len()),
            ("value", format!("{front}a=1{bad}"), front.len() + 2),
            ("sign", format!("{front}Sign={bad}{SIGN_XXXXYYYY}"), front.len() + 5),
            ("command", format!("CallbackCommand={bad}&SdkAppid=1"), 16),
            ("app", format!("SdkAppid=1{bad}&CallbackCommand=x"), 9),
        ] {
            let not_utf8 = Refusal::NotUtf8 { position };
            let name = format!("encoding::query_bytes::{name}_in_{place}");
            refused(trials, name, query, not_utf8, 400);
        }
    }
}

/// Bad bytes at every thirteenth place of every fixture, in a string or between the tokens.
fn body_bytes(trials: &mut Vec<Trial>) {
    for folder in folders() {
        for request in folder.requests() {
            for (name, bytes) in BAD {
                let request = request.clone();
                let label = format!("encoding::body_bytes::{}::{name}", request.name());
                trials.push(case(label, move || anywhere(&request, bytes)));
            }
        }
    }
    for (name, body) in [
        ("utf16_le", utf16(u16::to_le_bytes)),
        ("utf16_be", utf16(u16::to_be_bytes)),
        ("utf32", before_body("[]").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()),
    ] {
        bad_before(trials, format!("encoding::body::{name}"), body, Wrong::NotJson);
    }
    let gbk = [b"{\"Text\":\"".as_slice(), b"\xc4\xe3\xba\xc3", b"\"}"].concat();
    bad_before(trials, "encoding::body::gbk", gbk, Wrong::NotUtf8(9));
    bad_before(trials, "encoding::body::gzip", b"\x1f\x8b\x08\0".as_slice(), Wrong::NotUtf8(1));
    let marked = [b"\xef\xbb\xbf".as_slice(), before_body("[]").as_bytes()].concat();
    bad_before(trials, "encoding::body::byte_order_mark", marked, Wrong::NotJson);
    for (name, byte) in [("nul", "\0"), ("form_feed", "\u{c}"), ("no_break_space", "\u{a0}")] {
        let body = before_body("[]").replacen(':', &format!(":{byte}"), 1);
        bad_before(trials, format!("encoding::body::{name}_between_tokens"), body, Wrong::NotJson);
        let body = before_body("[]") + byte;
        bad_before(trials, format!("encoding::body::{name}_behind"), body, Wrong::NotJson);
    }
}

fn utf16(bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    before_body("[]").encode_utf16().flat_map(bytes).collect()
}

fn anywhere(request: &crate::fixture::Request, bad: &[u8]) -> Outcome {
    let text = request.text();
    let command = request.command().parse()?;
    // Where what follows cannot complete the sequence.
    let places =
        (0..=text.len()).step_by(13).filter(|&at| text.as_bytes().get(at).is_none_or(u8::is_ascii));
    for at in places {
        let body = [&text.as_bytes()[..at], bad, &text.as_bytes()[at..]].concat();
        is_wrong(command, body, &Wrong::NotUtf8(at))?;
    }
    decode(command, text).map(drop).map_err(|error| error.to_string().into())
}

/// A text, as it stands between the quotes of a JSON string.
fn texts(raw: &str) -> [String; 2] {
    [
        before_body(&format!(r#"[{{"MsgType":"TIMTextElem","MsgContent":{{"Text":"{raw}"}}}}]"#)),
        before_body(&format!(r#"[{{"MsgContent":{{"Text":"{raw}"}},"MsgType":"TIMTextElem"}}]"#)),
    ]
}

fn body_texts(trials: &mut Vec<Trial>) {
    for (name, raw, text) in [
        ("nul", r"a\u0000b", "a\0b"),
        ("controls", r"\u0001\u001f\b\f\n\r\t", "\u{1}\u{1f}\u{8}\u{c}\n\r\t"),
        ("delete", "\u{7f}", "\u{7f}"),
        ("pair", r"\ud83e\udde7", "\u{1f9e7}"),
        ("pair_in_upper_case", r"\uD83E\uDDE7", "\u{1f9e7}"),
        ("non_characters", r"\uffff\ufffe", "\u{ffff}\u{fffe}"),
        ("byte_order_mark", r"\ufeff", "\u{feff}"),
        ("raw_byte_order_mark", "\u{feff}", "\u{feff}"),
        ("line_separator", "\u{2028}", "\u{2028}"),
        ("right_to_left", "\u{202e}txt", "\u{202e}txt"),
        ("slash", r"\/", "/"),
        ("backslash", r"\\u0041", r"\u0041"),
        ("json", r#"{\"Text\":\"x\"}"#, r#"{"Text":"x"}"#),
        ("zero_width", "sp\u{200b}am", "sp\u{200b}am"),
    ] {
        trials.push(case(format!("encoding::text::{name}"), move || {
            for body in texts(raw) {
                let call = decode_before(body).map_err(|error| error.to_string())?;
                same(name, &call.msg_body.texts(), &vec![text])?;
            }
            Ok(())
        }));
    }
    for (name, raw) in [
        ("high_alone", r"\ud800"),
        ("low_alone", r"\udc00"),
        ("high_and_text", r"\ud83ex"),
        ("high_and_escape", r"\ud83e\n"),
        ("high_and_letter", r"\ud83e\u0041"),
        ("two_high", r"\ud83e\ud83e"),
        ("reversed_pair", r"\udde7\ud83e"),
        ("short", r"\u12"),
        ("no_hex", r"\u12g4"),
        ("plus", r"\u+123"),
        ("unknown_escape", r"\x41"),
        ("quote_escape", r"\'"),
        ("raw_nul", "\0"),
        ("raw_line_end", "\n"),
        ("raw_tab", "\t"),
        ("raw_escape", "\u{1b}"),
        ("lone_backslash", "\\"),
    ] {
        for (order, body) in ["type_first", "content_first"].into_iter().zip(texts(raw)) {
            let name = format!("encoding::text::{name}_{order}");
            bad_before(trials, name, body, Wrong::NotJson);
        }
    }
    // Keys are decoded before they are compared.
    trials.push(case("encoding::key::escaped_keys_are_the_same_keys", || {
        let body = r#"[{"\u004dsgType":"\u0054IMTextElem","Msg\u0043ontent":{"\u0054ext":"x"}}]"#;
        let call = decode_before(before_body(body)).map_err(|error| error.to_string())?;
        same(body, &call.msg_body.texts(), &vec!["x"])
    }));
    for (name, key, wrong) in [
        ("nul", r"MsgType\u0000", Wrong::Missing("MsgBody[0].MsgType".into())),
        ("blank", "MsgType ", Wrong::Missing("MsgBody[0].MsgType".into())),
        ("byte_order_mark", r"\ufeffMsgType", Wrong::Missing("MsgBody[0].MsgType".into())),
        ("other_case", "msgtype", Wrong::Missing("MsgBody[0].MsgType".into())),
        ("half_a_pair", r"\ud800", Wrong::NotJson),
    ] {
        let body = format!(r#"[{{"{key}":"TIMTextElem","MsgContent":{{"Text":"x"}}}}]"#);
        trials.push(case(format!("encoding::key::{name}"), move || {
            is_wrong(BEFORE, before_body(&body), &wrong)
        }));
    }
}
