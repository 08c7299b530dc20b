using Everlatch.Testing;

namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>No statement of one environment reads, changes or even notices the rows of another.</summary>
public abstract class IsolationSuite<TEngine>(TwoEnvironments<TEngine> environments) : IClassFixture<TwoEnvironments<TEngine>>
    where TEngine : ITestEngine
{
    // Statements that reach nothing here, each with its reason. An insert is never asked: what it would add is there already.
    private static readonly Dictionary<string, string> ReachNothing = new(StringComparer.Ordinal)
    {
        ["sessions.take_tenant"] = "a sample's session has its tenant",
        ["codes.find_redeemed"] = "a sample's code was not redeemed",
        ["codes.give_back"] = "a sample's code was not redeemed",
        ["devices.give_back"] = "a sample's device waits for its person",
        ["devices.redeem"] = "a sample's device waits for its person",
        ["devices.find_unspent"] = "the same",
        ["users.verify_email"] = "a sample's address is verified, as invitations.accept needs it",
        ["memberships.find_other_manager"] = "it looks for a second manager, and a sample has one member",
    };

    // A host name leads to one environment of all: whoever comes second is refused, and so learns that it is taken.
    private static readonly string[] UniqueAcrossEnvironments = ["hosts.insert"];

    public static TheoryData<string> Statements => [.. EveryStatement.OfOneEnvironment.Keys.Order(StringComparer.Ordinal)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Sample Own => TwoEnvironments<TEngine>.Own;

    private static Sample Twin => TwoEnvironments<TEngine>.Twin;

    private static Sample Stranger => TwoEnvironments<TEngine>.Stranger;

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_does_not_notice_an_environment_with_the_same_keys(string name) =>
        Assert.Null(
            await environments.Probe.FindLeakAsync(EveryStatement.OfOneEnvironment[name], Own, Twin, parameters: Own, Ct));

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_given_the_ids_of_another_environment_finds_nothing_there(string name)
    {
        var leak = await environments.Probe.FindLeakAsync(EveryStatement.OfOneEnvironment[name], Own, Stranger, Stranger, Ct);
        if (UniqueAcrossEnvironments.Contains(name, StringComparer.Ordinal))
        {
            Assert.StartsWith("answered\n0 touched\n", leak, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(leak);
        }
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_reaches_the_rows_of_its_own_environment(string name)
    {
        var statement = EveryStatement.OfOneEnvironment[name];
        if (!statement.Sql.TrimStart().StartsWith("insert", StringComparison.Ordinal))
        {
            var reached = await environments.Probe.ReachAsync(statement, Own, Twin, Ct);
            Assert.Equal(ReachNothing.ContainsKey(name), reached == 0);
        }
    }

    [Fact]
    public void Every_excuse_is_for_a_statement_that_is_there() =>
        Assert.Empty(
            ReachNothing.Keys.Concat(UniqueAcrossEnvironments).Except(
                EveryStatement.OfOneEnvironment.Keys, StringComparer.Ordinal));
}
