using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Everlatch.Bench.Servers;

/// <summary>Proxies in front of one server, with kept connections on both sides: our edge, and two everybody knows.</summary>
internal static class Proxies
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Starts an edge.</summary>
    public static async Task<ChildServer> EdgeAsync(
        string folder, int port, IEnumerable<string> servers, IReadOnlyDictionary<string, string>? settings = null)
    {
        var slots = Path.Combine(folder, $"slots-{Text(port)}.json");
        var names = string.Join("\",\"", servers);
        await File.WriteAllTextAsync(slots, $$"""{"slots":[{"name":"blue","servers":["{{names}}"],"share":100}]}""");
        var environment = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["EVERLATCH__EDGE__LISTEN__0"] = $"http://127.0.0.1:{Text(port)}",
            ["EVERLATCH__EDGE__PLAINHTTP"] = "true",
            ["EVERLATCH__EDGE__HOSTS__0"] = "127.0.0.1",
            ["EVERLATCH__EDGE__SLOTSFILE"] = slots,
        };
        var edge = ChildServer.Begin("dotnet", environment, Product.Cli, "edge");
        await WaitAsync(port);
        return edge;
    }

    /// <summary>Starts HAProxy.</summary>
    public static async Task<ChildServer> HaproxyAsync(string folder, int port, int upstream)
    {
        var file = Path.Combine(folder, "haproxy.cfg");
        await File.WriteAllTextAsync(
            file,
            $"""
            global
              maxconn 1000
            defaults
              mode http
              timeout connect 1s
              timeout client 60s
              timeout server 60s
              option forwardfor
              http-reuse always
            frontend front
              bind 127.0.0.1:{Text(port)}
              default_backend back
            backend back
              server one 127.0.0.1:{Text(upstream)}

            """);
        return await StartAsync(port, "haproxy", "-db", "-f", file);
    }

    /// <summary>Starts nginx, as one process, so that its processor time is easily told.</summary>
    public static async Task<ChildServer> NginxAsync(string folder, int port, int upstream)
    {
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(
            file,
            $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/nginx.log;
            events { worker_connections 1000; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              keepalive_requests 1000000000;
              upstream back { server 127.0.0.1:{{Text(upstream)}}; keepalive 64; keepalive_requests 1000000000; }
              server {
                listen 127.0.0.1:{{Text(port)}};
                location / {
                  proxy_pass http://back;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_set_header Host $http_host;
                  proxy_set_header X-Forwarded-For $remote_addr;
                }
              }
            }

            """);
        return await StartAsync(port, "/usr/sbin/nginx", "-e", $"{folder}/nginx.log", "-c", file);
    }

    private static async Task<ChildServer> StartAsync(int port, string program, params string[] arguments)
    {
        var proxy = ChildServer.Begin(program, new Dictionary<string, string>(), arguments);
        await WaitAsync(port);
        return proxy;
    }

    private static async Task WaitAsync(int port)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
            }
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
