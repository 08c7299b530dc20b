namespace Everlatch.Schema.Tests.Gate;

/// <summary>
/// A service that can serve without its database begins without it, and only as long as nothing speaks against that.
/// </summary>
public sealed class UnseenGateTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly SchemaException Silent = new("EL1876", "The schema could not be looked at within 5 s.");
    private static readonly SchemaException Lost = new("EL1839", "The connection was lost.", inner: new IOException());

    private readonly TestGate gate = new();
    private bool serves = true;

    public UnseenGateTests() => gate.Options.ServesUnseen = () => serves;

    /// <summary>What is said by somebody, however little it is.</summary>
    public static TheoryData<SchemaException> Answers =>
    [
        new SchemaException("EL1837", "The role lacks a right."),
        new SchemaException("EL1843", "The contract is of other migrations."),
        new SchemaException("EL1839", "There is no such database.", inner: Fault.Postgres("3D000")),
        new SchemaException("EL1870", "The database cannot be looked at.", inner: new FormatException()),
    ];

    [Fact]
    public async Task It_opens_while_the_database_is_silent_and_looks_every_second_until_it_has_seen()
    {
        gate.Gate.Fail(Silent, default);
        Assert.True(gate.Gate.IsOpen);
        Assert.True(gate.Gate.State.IsUnseen);
        Assert.Equal("unknown", gate.Gate.State.Word);
        Assert.True(await gate.LooksWithinAsync(Second));

        gate.Gate.Schedule.Begin();
        gate.Gate.Fail(Lost, default);
        Assert.True(gate.Gate.IsOpen);
        Assert.True(await gate.LooksWithinAsync(Second));

        gate.Look(TestGate.Fits);
        Assert.True(gate.Gate.IsOpen);
        Assert.False(gate.Gate.State.IsUnseen);
    }

    [Fact]
    public void A_service_that_cannot_serve_without_it_stays_closed()
    {
        serves = false;
        gate.Gate.Fail(Silent, default);
        Assert.False(gate.Gate.IsOpen);
    }

    [Fact]
    public async Task A_service_that_fails_to_say_so_stays_closed_and_is_looked_after()
    {
        gate.Options.ServesUnseen = () => throw new InvalidOperationException("a bug");
        gate.Gate.Fail(Silent, default);
        Assert.False(gate.Gate.IsOpen);
        Assert.True(await gate.LooksWithinAsync(Second));

        gate.Options.ServesUnseen = () => serves;
        gate.Gate.Fail(Silent, default);
        Assert.True(gate.Gate.IsOpen);
    }

    [Fact]
    public void The_first_look_that_succeeds_closes_it_where_the_schema_does_not_fit()
    {
        gate.Gate.Fail(Silent, default);
        gate.Look(TestGate.Lacks);
        Assert.False(gate.Gate.IsOpen);

        // It was seen now: a database that goes away again opens nothing.
        gate.Gate.Fail(Silent, default);
        Assert.False(gate.Gate.IsOpen);
    }

    [Fact]
    public void What_a_stranger_changed_closes_it_at_the_first_look_too()
    {
        gate.Gate.Fail(Silent, default);
        gate.Look(TestGate.Changed);
        Assert.False(gate.Gate.IsOpen);
    }

    [Fact]
    public void A_statement_that_does_not_fit_closes_it_until_somebody_has_seen()
    {
        gate.Gate.Fail(Silent, default);
        gate.Gate.Report(Fault.Postgres("42703"));
        Assert.False(gate.Gate.IsOpen);
        gate.Gate.Fail(Silent, default);
        Assert.False(gate.Gate.IsOpen);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_database_that_answers_and_cannot_be_looked_at_is_not_silent(SchemaException answer)
    {
        gate.Gate.Fail(answer, default);
        Assert.False(gate.Gate.IsOpen);

        gate.Gate.Fail(Silent, default);
        Assert.True(gate.Gate.IsOpen);
        gate.Gate.Fail(answer, default);
        Assert.False(gate.Gate.IsOpen);
        Assert.Equal(answer.Id, gate.Gate.State.ErrorId);
    }

    [Fact]
    public void It_closes_when_the_database_answers_the_service_and_still_not_the_look()
    {
        gate.Gate.Fail(Silent, default);
        Assert.True(gate.Gate.IsOpen);
        serves = false;
        gate.Gate.Fail(Silent, default);
        Assert.False(gate.Gate.IsOpen);
    }
}
