using Npgsql;

namespace Everlatch.Storage.Tests;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("Multiplexing=true;Pooling=false", "Multiplexing=true")]
    [InlineData("Minimum Pool Size=9;Maximum Pool Size=3", "Minimum Pool Size=3;Maximum Pool Size=9")]
    [InlineData("SSL Negotiation=direct;SSL Mode=Prefer", "SSL Negotiation=direct;SSL Mode=Require")]
    [InlineData("Target Session Attributes=primary", "Target Session Attributes=any")]
    [InlineData("Port=70000", "Port=65535")]
    [InlineData("Hots=b", "Database=b")]
    public void What_the_driver_would_not_make_a_pool_of_is_told(string wrong, string right)
    {
        Assert.NotNull(PostgresAddress.ProblemOf($"Host=a;{wrong}"));
        if (!wrong.StartsWith("Port", StringComparison.Ordinal))
        {
            Assert.ThrowsAny<Exception>(() => NpgsqlDataSource.Create($"Host=a;{wrong}"));
        }

        Assert.Null(PostgresAddress.ProblemOf($"Host=a;{right}"));
        NpgsqlDataSource.Create($"Host=a;{right}").Dispose();
    }

    [Fact]
    public void Of_several_hosts_one_may_be_chosen() =>
        Assert.Null(PostgresAddress.ProblemOf("Host=a,b;Target Session Attributes=primary"));

    [Theory]
    [InlineData("Host=a", "a:5432")]
    [InlineData("Host=a,b:5433;Port=6000", "a:6000 b:5433")]
    [InlineData("Host=a, b;Target Session Attributes=any;Load Balance Hosts=true", "a:5432 b:5432")]
    [InlineData("Host=[::1]:5433,::1", "[::1]:5433 ::1:5432")]
    [InlineData("Host=/run/postgresql", "/run/postgresql:5432")]
    public void Each_host_has_an_address_of_its_own(string text, string expected)
    {
        var found = PostgresAddress.HostsOf(text + ";Database=d").Select(one => new NpgsqlConnectionStringBuilder(one)).ToList();

        Assert.Equal(expected, string.Join(' ', found.Select(one => $"{one.Host}:{one.Port}")));
        Assert.All(found, one => Assert.Equal("d", one.Database));
        Assert.All(found, one => NpgsqlDataSource.Create(one).Dispose());
    }
}
