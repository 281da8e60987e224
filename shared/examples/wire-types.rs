//! Prints the TypeScript of the wire types.

#![expect(clippy::print_stdout, reason = "that is what it is for")]

fn main() {
    print!("{}", kenspeckle_shared::typescript::generate());
}
