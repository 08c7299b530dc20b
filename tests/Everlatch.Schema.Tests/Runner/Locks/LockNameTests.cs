using System.Text;
using CsCheck;
using Everlatch.Schema.Runner;
using Everlatch.Schema.Runner.Locks;

namespace Everlatch.Schema.Tests.Runner.Locks;

public sealed class LockNameTests
{
    private static readonly DateTimeOffset Since = DateTimeOffset.FromUnixTimeSeconds(1_764_110_000);

    [Fact]
    public void An_owner_is_read_back()
    {
        var owner = new LockOwner("web-7.example", 4711, "0.2.0", Since);
        Assert.Equal(owner, LockName.Parse(LockName.Of(owner)));
    }

    [Fact]
    public void Whatever_host_and_release_are_called_the_process_and_the_time_stay_readable() =>
        Gen.Select(Gen.String, Gen.String, Gen.Int[1, 4_194_304]).Sample((host, release, pid) =>
        {
            var name = LockName.Of(new LockOwner(host, pid, release, Since));
            var parsed = LockName.Parse(name);
            return Encoding.UTF8.GetByteCount(name) <= 63 && parsed is not null && parsed.Pid == pid && parsed.Since == Since;
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("everlatch")]
    [InlineData("psql")]
    [InlineData("schema 0.1.0 soon 1@host")]
    [InlineData("schema 0.1.0 1764110000 host")]
    public void Another_name_is_nobodys(string? name) => Assert.Null(LockName.Parse(name));
}
