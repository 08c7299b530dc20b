namespace Everlatch.Identity.Certificates.Orders;

/// <summary>While an order ran, its host was taken away, got another certificate, or the order fell into other hands.</summary>
internal sealed class OrderEndedException() : Exception("Nobody wants this order any more.");
