//! A reject code outside its range does not become a constant.

use tim_callback::GroupRejectCode;

const SPAM: GroupRejectCode = GroupRejectCode::new(10099).unwrap();

fn main() {
    println!("{SPAM}");
}
