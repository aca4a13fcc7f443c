namespace Voxopsy.Radiomics;

/// <summary>A number together with what it measures.</summary>
/// <param name="Feature">What was measured.</param>
/// <param name="Value">The value; <see cref="double.NaN"/> where the feature is undefined for the region.</param>
public readonly record struct FeatureValue(FeatureDefinition Feature, double Value)
{
    /// <summary>Gets the name within the family.</summary>
    public string Name => Feature.Name;

    /// <summary>Gets the family.</summary>
    public string Family => Feature.Family;

    /// <summary>Gets the IBSI code, or null.</summary>
    public string? Ibsi => Feature.Ibsi;

    /// <summary>Gets the unit.</summary>
    public string Unit => Feature.Unit;
}
