using Everlatch.Schema.Contracts;
using Everlatch.Schema.Gate;

namespace Everlatch.Schema.Tests.Gate;

public sealed class SchemaGateTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly SchemaException Down = new("EL1870", "The database does not answer.");

    [Fact]
    public void It_is_closed_before_anybody_looked() => Assert.False(new TestGate().Gate.IsOpen);

    [Fact]
    public void It_opens_when_the_schema_fits() => Assert.True(TestGate.Open().Gate.IsOpen);

    [Fact]
    public void It_stays_closed_on_a_schema_that_lacks_something_and_names_it_with_its_migration_and_the_command()
    {
        var gate = new TestGate();
        gate.Look(TestGate.Lacks);

        Assert.False(gate.Gate.IsOpen);
        Assert.Equal(["The column users.locale is missing; 0007_user_locale.expand makes it."], gate.Gate.State.Reasons);
        Assert.Equal("everlatch schema apply", gate.Gate.State.Mend);
        gate.Look(TestGate.Fits);
        Assert.True(gate.Gate.IsOpen);
        Assert.Empty(gate.Gate.State.Reasons);
    }

    [Fact]
    public void A_schema_that_a_stranger_changed_is_explained_and_not_applied_over()
    {
        var gate = new TestGate();
        gate.Look(TestGate.Changed);

        Assert.False(gate.Gate.IsOpen);
        Assert.Equal("everlatch schema diff", gate.Gate.State.Mend);
    }

    [Fact]
    public void What_a_recorded_step_made_and_somebody_took_away_is_explained_since_applying_changes_nothing()
    {
        var gate = new TestGate();
        gate.Look(TestGate.Lost);
        Assert.Equal("everlatch schema diff", gate.Gate.State.Mend);
        Assert.EndsWith(
            "0007_user_locale.expand made it and is recorded as done, so that applying changes nothing: put it back by hand.",
            Assert.Single(gate.Gate.State.Reasons), StringComparison.Ordinal);

        // Where something else is still to be made, applying comes first.
        gate.Look(TestGate.Lost with { Missing = [.. TestGate.Lost.Missing, .. TestGate.Lacks.Missing] });
        Assert.Equal("everlatch schema apply", gate.Gate.State.Mend);
    }

    [Fact]
    public async Task It_looks_every_second_until_it_fits_and_rarely_then()
    {
        var gate = new TestGate();
        gate.Look(TestGate.Lacks);
        Assert.True(await gate.LooksWithinAsync(Second));

        gate.Look(TestGate.Fits);
        Assert.False(await gate.LooksWithinAsync(29 * Second));
        Assert.True(await gate.LooksWithinAsync(Second));
    }

    [Fact]
    public void A_database_that_goes_down_leaves_it_as_it_is()
    {
        var open = TestGate.Open();
        open.Gate.Fail(Down, default);
        Assert.True(open.Gate.IsOpen);

        var closed = new TestGate();
        closed.Gate.Fail(Down, default);
        Assert.False(closed.Gate.IsOpen);
        Assert.Equal([Down.Message], closed.Gate.State.Reasons);
        Assert.Equal("EL1870", closed.Gate.State.ErrorId);
    }

    [Fact]
    public async Task A_statement_that_does_not_fit_closes_it_at_once_and_makes_it_look()
    {
        var gate = TestGate.Open();
        gate.Gate.Report(new InvalidOperationException("The store failed.", Fault.Postgres("42703")));

        Assert.False(gate.Gate.IsOpen);
        Assert.True(await gate.LooksWithinAsync(TimeSpan.Zero));
        gate.Look(TestGate.Lacks);
        Assert.False(gate.Gate.IsOpen);
        gate.Look(TestGate.Fits);
        Assert.True(gate.Gate.IsOpen);
    }

    [Fact]
    public void A_look_that_began_before_the_fault_proves_nothing_against_it()
    {
        var gate = TestGate.Open();
        gate.Gate.Schedule.Begin();
        var before = gate.Gate.Accusations;
        gate.Gate.Report(Fault.Postgres("42703"));
        gate.Gate.Judge(TestGate.Fits, default, before);

        Assert.False(gate.Gate.IsOpen);
    }

    [Fact]
    public async Task A_fault_that_the_catalog_contradicts_keeps_it_closed_for_a_second_and_does_not_close_it_again()
    {
        var gate = TestGate.Open();
        gate.Gate.Report(Fault.Postgres("42703"));
        gate.Look(TestGate.Fits);
        Assert.False(gate.Gate.IsOpen);
        Assert.Equal("mismatch", gate.Gate.State.Word);
        gate.Wait(Second);
        gate.Look(TestGate.Fits);
        Assert.True(gate.Gate.IsOpen);

        gate.Gate.Report(Fault.Postgres("42703"));
        Assert.True(gate.Gate.IsOpen);
        Assert.True(await gate.LooksWithinAsync(Second));
    }

    [Fact]
    public void Each_other_fault_that_the_catalog_contradicts_keeps_it_closed_twice_as_long_up_to_half_a_minute()
    {
        var gate = TestGate.Open();
        foreach (var (number, seconds) in new[] { 1, 2, 4, 8, 16, 30, 30 }.Index())
        {
            gate.Gate.Report(Fault.Postgres("42703", $"column c{number} does not exist"));
            gate.Look(TestGate.Fits);
            gate.Wait((seconds * Second) - TimeSpan.FromMilliseconds(1));
            gate.Look(TestGate.Fits);
            Assert.False(gate.Gate.IsOpen);
            gate.Wait(TimeSpan.FromMilliseconds(1));
            gate.Look(TestGate.Fits);
            Assert.True(gate.Gate.IsOpen);
        }
    }

    [Fact]
    public void A_schema_that_was_seen_not_to_fit_makes_every_fault_count_again()
    {
        var gate = TestGate.Open();
        gate.Gate.Report(Fault.Postgres("42703"));
        gate.Look(TestGate.Fits);
        gate.Look(TestGate.Lacks);
        gate.Look(TestGate.Fits);
        Assert.True(gate.Gate.IsOpen);

        gate.Gate.Report(Fault.Postgres("42703"));
        Assert.False(gate.Gate.IsOpen);
    }

    [Fact]
    public void A_look_that_finds_something_missing_closes_it_and_one_that_finds_a_strangers_change_looks_twice()
    {
        var lacking = TestGate.Open();
        lacking.Look(TestGate.Lacks);
        Assert.False(lacking.Gate.IsOpen);

        var changed = TestGate.Open();
        changed.Look(TestGate.Changed);
        Assert.True(changed.Gate.IsOpen);
        changed.Look(TestGate.Changed);
        Assert.False(changed.Gate.IsOpen);
    }

    [Fact]
    public async Task Who_waits_for_it_goes_on_when_it_opens()
    {
        var gate = new TestGate();
        var waiting = gate.Gate.WaitUntilOpenAsync(TestContext.Current.CancellationToken);
        gate.Look(TestGate.Lacks);
        Assert.False(waiting.IsCompleted);
        gate.Look(TestGate.Fits);
        await waiting;
    }
}
