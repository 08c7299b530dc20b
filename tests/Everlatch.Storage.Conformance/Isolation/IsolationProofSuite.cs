using Everlatch.Testing;

namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>The probe finds each way in which a statement can forget its environment.</summary>
public abstract class IsolationProofSuite<TEngine>(TwoEnvironments<TEngine> environments)
    : IClassFixture<TwoEnvironments<TEngine>>
    where TEngine : ITestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("select name from users where id = @user")]
    [InlineData("select count(*) from users where email_key = @email_key")]
    [InlineData("select 1 from users where id = @user and @environment <> ''")]
    [InlineData("select m.user_id, r.name from memberships m join roles r on r.id <> '' where m.environment_id = @environment")]
    [InlineData("update users set name = 'x' where id = @user")]
    [InlineData("update users set name = 'x' where id = @user or environment_id = @environment")]
    [InlineData("delete from sessions where user_id = @user returning id")]
    [InlineData("update users set name = (select max(name) from users) where environment_id = @environment")]
    [InlineData("delete from sessions where environment_id = @environment and exists (select 1 from users where id = @user)")]
    public async Task A_statement_that_forgets_its_environment_is_found(string sql)
    {
        var statement = sql.StartsWith("select", StringComparison.Ordinal)
            ? Statement.Read("users.forgetful", sql)
            : Statement.Write("users.forgetful", sql);
        var (own, twin, stranger) =
            (TwoEnvironments<TEngine>.Own, TwoEnvironments<TEngine>.Twin, TwoEnvironments<TEngine>.Stranger);

        var besideTwin = await environments.Probe.FindLeakAsync(statement, own, twin, own, Ct);
        var besideStranger = await environments.Probe.FindLeakAsync(statement, own, stranger, stranger, Ct);

        Assert.NotNull(besideTwin ?? besideStranger);
    }

    [Theory]
    [InlineData("select name from users where environment_id = @environment and id = @user")]
    [InlineData("update users set name = 'x' where environment_id = @environment and id = @user")]
    [InlineData("delete from sessions where environment_id = @environment and user_id = @user returning id")]
    public async Task A_statement_that_keeps_to_its_environment_is_not_accused_and_reaches_its_row(string sql)
    {
        var statement = sql.StartsWith("select", StringComparison.Ordinal)
            ? Statement.Read("users.faithful", sql)
            : Statement.Write("users.faithful", sql);
        var (own, twin) = (TwoEnvironments<TEngine>.Own, TwoEnvironments<TEngine>.Twin);

        Assert.Null(await environments.Probe.FindLeakAsync(statement, own, twin, own, Ct));
        Assert.Equal(1, await environments.Probe.ReachAsync(statement, own, twin, Ct));
    }
}
