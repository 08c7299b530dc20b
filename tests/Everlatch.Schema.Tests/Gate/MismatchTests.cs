using Everlatch.Schema.Gate;

namespace Everlatch.Schema.Tests.Gate;

public sealed class MismatchTests
{
    [Theory]
    [InlineData("42P01")]
    [InlineData("42703")]
    [InlineData("42P10")]
    [InlineData("42883")]
    [InlineData("42804")]
    public void A_missing_name_or_a_wrong_type_proves_it(string state) => Assert.True(Mismatch.Of(Fault.Postgres(state))!.IsSure);

    [Theory]
    [InlineData("no such table: users")]
    [InlineData("no such column: u.locale")]
    [InlineData("table users has no column named locale")]
    [InlineData("ON CONFLICT clause does not match any PRIMARY KEY or UNIQUE constraint")]
    public void So_it_does_in_the_words_of_Sqlite(string message) => Assert.True(Mismatch.Of(Fault.Sqlite(message))!.IsSure);

    [Theory]
    [InlineData("23502")]
    [InlineData("23514")]
    public void A_refused_row_may_come_from_a_column_that_was_added_beside_the_migrations(string state) =>
        Assert.False(Mismatch.Of(Fault.Postgres(state))!.IsSure);

    [Theory]
    [InlineData("23505")]
    [InlineData("57014")]
    [InlineData("40001")]
    [InlineData("08006")]
    public void What_happens_on_any_schema_says_nothing(string state) => Assert.Null(Mismatch.Of(Fault.Postgres(state)));

    [Theory]
    [InlineData("database is locked")]
    [InlineData("UNIQUE constraint failed: users.email")]
    public void Nor_does_it_in_Sqlite(string message) => Assert.Null(Mismatch.Of(Fault.Sqlite(message)));

    [Fact]
    public void A_fault_that_no_database_told_says_nothing() =>
        Assert.Null(Mismatch.Of(new TimeoutException("no such table: users")));
}
