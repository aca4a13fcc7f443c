namespace Voxopsy.Statistics.Preprocessing;

/// <summary>What is done with a training column from which no scale can be learned because all its values are equal.</summary>
public enum ConstantColumnPolicy
{
    /// <summary>It is refused by name.</summary>
    Refuse,

    /// <summary>It is centered and not scaled, so that it stays in the table with zeros.</summary>
    CenterOnly,
}
