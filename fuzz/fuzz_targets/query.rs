//! Any string as a query: what parses says what another reader sees in it, and prints as a query
//! that parses to the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tim_callback::query::{CallbackQuery, IncomingError, QueryParam};
use tim_callback::{CallbackCommand, Incoming};
use tim_callback_fuzz::{PARAMS, pairs};

/// Queries above this are not read; one below it may print longer, because escapes are longer than
/// what they stand for.
const MAX_LEN: usize = 64 << 10;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    let query = match CallbackQuery::parse(text) {
        Ok(query) => query,
        Err(error) => {
            assert!(!error.to_string().contains(char::is_control));
            return;
        }
    };

    let app = query.get(QueryParam::SdkAppId).expect("a query has its app");
    assert_eq!(app, query.sdk_app_id().get().to_string(), "there is one spelling of a number");
    let command = query.get(QueryParam::CallbackCommand).expect("a query has its command");
    assert_eq!(query.command_name(), command);
    assert_eq!(query.command(), command.parse().ok());
    match query.known_command() {
        // Some commands have another name on some page.
        Ok(known) => assert_eq!(command.parse(), Ok(known)),
        Err(unknown) => assert_eq!(unknown.name(), command),
    }
    let name = command.to_ascii_lowercase();
    let sounds_so = name.contains("before") || name.contains("prev");
    let before = query.command().map_or(sounds_so, CallbackCommand::is_before);
    assert_eq!(query.asks_before(), before);
    let kind = query.get(QueryParam::ContentType);
    let is_json = kind.is_none_or(|kind| kind.eq_ignore_ascii_case("json"));
    let incoming = Incoming::new(text, [].as_slice()).map(drop);
    assert_eq!(incoming, if is_json { Ok(()) } else { Err(IncomingError::ContentType) });
    if let Some(time) = query.request_time() {
        assert_eq!(time.parse::<u64>().map(|number| number.to_string()).as_deref(), Ok(time));
    }
    if let Some(platform) = query.platform() {
        assert_eq!(Some(platform.as_str()), query.get(QueryParam::OptPlatform));
    }

    let pairs = pairs(text);
    let documented =
        |name: &str| PARAMS.into_iter().find(|param| param.name().eq_ignore_ascii_case(name));
    let mut values = [None; PARAMS.len()];
    let mut custom = query.custom_params();
    for (name, value) in &pairs {
        match documented(name) {
            Some(param) => assert_eq!(values[param as usize].replace(&**value), None, "{param}"),
            None => assert_eq!(custom.next(), Some((&**name, &**value))),
        }
    }
    assert_eq!(custom.next(), None);
    for (param, value) in PARAMS.into_iter().zip(values) {
        assert_eq!(query.get(param), value.filter(|value| !value.is_empty()), "{param}");
    }

    if !text.contains("secret") {
        let signed = query.clone().with(QueryParam::Sign, "secret");
        assert!(!format!("{signed:?}").contains("secret"), "Debug shows the Sign");
    }

    let printed = query.to_query_string();
    assert!(printed.bytes().all(|byte| byte.is_ascii_graphic()), "{printed:?}");
    if printed.len() <= MAX_LEN {
        let again = CallbackQuery::parse(&printed).expect("what was printed parses");
        assert_eq!(again, query);
        assert_eq!(again.to_query_string(), printed);
    }
});
