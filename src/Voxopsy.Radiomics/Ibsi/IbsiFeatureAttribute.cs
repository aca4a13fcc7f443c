namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Says which feature of the IBSI reference manual something is.</summary>
/// <param name="code">Its four-letter code in the manual.</param>
/// <param name="tag">Its short name in the reference data of IBSI, which tells apart features that share a code (such as V10 and V90).</param>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class IbsiFeatureAttribute(string code, string tag) : Attribute
{
    /// <summary>Gets the four-letter code.</summary>
    internal string Code { get; } = code;

    /// <summary>Gets the short name.</summary>
    internal string Tag { get; } = tag;

    /// <summary>Gets the name, where it is not that of a value computed elsewhere.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Gets the unit of values.</summary>
    public string Unit { get; init; } = "1";
}
