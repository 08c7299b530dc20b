using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Up;

public sealed class RefusedStartTests
{
    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var place = new Place();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var up = place.Up(port);

        Assert.Equal(1, await up.ExitAsync());
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), up.Error, StringComparison.Ordinal);
        Assert.Empty(up.Output.Trim());
    }

    [Fact]
    public async Task A_data_folder_serves_one_process_at_a_time()
    {
        using var place = new Place();
        await using var first = await place.Up().ReadyAsync();
        await using var second = place.Up();

        Assert.Equal(1, await second.ExitAsync());
        Assert.Contains(place.Folder, second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_master_key_that_others_may_read_is_refused()
    {
        using var place = new Place();
        await using (var up = await place.Up().ReadyAsync())
        {
            await up.SignalAsync("TERM");
            await up.ExitAsync();
        }

        var key = Path.Combine(place.Folder, "master.key");
        File.SetUnixFileMode(key, File.GetUnixFileMode(key) | UnixFileMode.GroupRead);
        await using var again = place.Up();
        Assert.Equal(1, await again.ExitAsync());
        Assert.Contains("EL1011", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serving_without_a_master_key_is_refused()
    {
        await using var serve = Running.Everlatch("serve");
        Assert.Equal(1, await serve.ExitAsync());
        Assert.Contains("EL1010", serve.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_takes_an_address_and_nothing_else()
    {
        await using var health = Running.Everlatch("health", "--url", "localhost");
        Assert.Equal(2, await health.ExitAsync());
        Assert.Contains("'localhost'", health.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--regions", "eu,eu")]
    [InlineData("--regions", "eu,")]
    [InlineData("--regions", "EU")]
    [InlineData("--port", "70000")]
    [InlineData("--port", "many")]
    [InlineData("--postgres", "")]
    [InlineData("--postgres", "Hots=127.0.0.1;Database=everlatch")]
    [InlineData("--unknown", "1")]
    public async Task Wrong_usage_is_told_before_anything_is_touched(string option, string value)
    {
        using var place = new Place();
        await using var up = Running.Everlatch("up", "--data", place.Folder, option, value);
        Assert.Equal(2, await up.ExitAsync());
        Assert.NotEmpty(up.Error.Trim());
        Assert.False(System.IO.Directory.Exists(place.Folder));
    }
}
