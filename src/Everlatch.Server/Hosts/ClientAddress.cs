using System.Net;
using Everlatch.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Everlatch.Server.Hosts;

/// <summary>
/// The address of the person or machine that asks, and the id of the request. Only edges, and proxies that the configuration
/// names, may say them.
/// </summary>
/// <remarks>Scheme and host are never taken from a header: both follow from the issuer of the host that was asked for.</remarks>
internal static class ClientAddress
{
    /// <summary>
    /// Believes edges, known by a Unix socket that is theirs or by their certificate, and <c>X-Forwarded-For</c> of known
    /// proxies.
    /// </summary>
    public static void UseClientAddress(this IApplicationBuilder app)
    {
        var server = app.ApplicationServices.GetRequiredService<IOptions<ServerOptions>>().Value;
        var known = server.KnownProxies.Select(Network).ToArray();
        app.Use((context, next) =>
        {
            if (IsEdge(context.Connection, server.EdgeOnUnixSocket))
            {
                FromEdge.TakeAddress(context);
                FromEdge.TakeId(context);
            }
            else if (IsKnown(context.Connection.RemoteIpAddress, known))
            {
                FromEdge.TakeId(context);
            }

            return next(context);
        });
        if (known.Length > 0)
        {
            // Where there is no address the middleware would believe whoever it is.
            app.UseWhen(
                context => context.Connection.RemoteIpAddress is not null,
                proxied => proxied.UseForwardedHeaders(Options(known)));
        }
    }

    // A certificate is only asked for where it has to be an edge's.
    private static bool IsEdge(ConnectionInfo connection, bool onUnixSocket) =>
        connection.RemoteIpAddress is null ? onUnixSocket : connection.ClientCertificate is not null;

    private static bool IsKnown(IPAddress? address, IPNetwork[] known)
    {
        foreach (var network in known)
        {
            if (address is not null && network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
            {
                return true;
            }
        }

        return false;
    }

    private static ForwardedHeadersOptions Options(IEnumerable<IPNetwork> known)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in known)
        {
            options.KnownIPNetworks.Add(network);
        }

        return options;
    }

    private static IPNetwork Network(string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new StartRefusedException(
                "EL1013", $"'{text}' in Everlatch:Server:KnownProxies is neither an address nor a network.");
    }
}
