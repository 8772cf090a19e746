//! A service is copied as a whole, so each has its own copy of the files that are the same.

#[test]
fn what_the_services_have_in_common_is_the_same() {
    macro_rules! same {
        ($file:literal in $first:literal $(, $other:literal)+) => {
            $(assert!(
                include_str!(concat!("../", $first, "-service/src/", $file))
                    == include_str!(concat!("../", $other, "-service/src/", $file)),
                "{} differs between {} and {}", $file, $first, $other,
            );)+
        };
    }
    same!("config.rs" in "axum", "actix");
    same!("moderator.rs" in "axum", "actix");
    same!("after.rs" in "axum", "actix");
    same!("log.rs" in "axum", "actix");
    same!("queue.rs" in "axum", "actix");
}
