using System.Net.Sockets;
using System.Text;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Up;

public sealed class StoppingTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_request_in_flight_is_answered_and_the_exit_is_clean(string signal)
    {
        using var place = new Place();
        var port = FreePort.Take();
        await using var up = await place.Up(port, "--no-demo").ReadyAsync();
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await SendAsync(
            stream,
            "POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: 13\r\n\r\ngrant_");
        await AnswersAsync(port);

        await up.SignalAsync(signal);
        await RefusesAsync(port);
        await SendAsync(stream, "type=xx");
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        client.Close();
        Assert.Equal(0, await up.ExitAsync());
    }

    private static async Task SendAsync(NetworkStream stream, string text) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

    // A whole request on another connection: by then the first one has been taken up, too.
    private static async Task AnswersAsync(int port)
    {
        using var http = new HttpClient();
        using var live = await http.GetAsync(
            new Uri($"http://localhost:{port}/health/live"), TestContext.Current.CancellationToken);
        live.EnsureSuccessStatusCode();
    }

    private static async Task RefusesAsync(int port)
    {
        for (var look = 0; look < 100; look++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("localhost", port, TestContext.Current.CancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                return;
            }
        }

        Assert.Fail("It still listens after it was told to stop.");
    }
}
