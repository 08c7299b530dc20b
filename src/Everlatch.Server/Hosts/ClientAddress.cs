using System.Net;
using Everlatch.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Everlatch.Server.Hosts;

/// <summary>
/// The address of the person or machine that asks. Only proxies that the configuration names may say it for them.
/// </summary>
/// <remarks>Scheme and host are never taken from a header: both follow from the issuer of the host that was asked for.</remarks>
internal static class ClientAddress
{
    /// <summary>Believes <c>X-Forwarded-For</c> of known proxies; without any it does nothing.</summary>
    public static void UseClientAddress(this IApplicationBuilder app)
    {
        var known = app.ApplicationServices.GetRequiredService<IOptions<ServerOptions>>().Value.KnownProxies;
        if (known.Count > 0)
        {
            app.UseForwardedHeaders(Options(known));
        }
    }

    private static ForwardedHeadersOptions Options(IEnumerable<string> known)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in known)
        {
            options.KnownIPNetworks.Add(Network(text));
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
