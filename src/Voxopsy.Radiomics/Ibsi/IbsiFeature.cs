namespace Voxopsy.Radiomics.Ibsi;

/// <summary>A value of the profile <c>ibsi</c>.</summary>
/// <param name="Feature">What was measured.</param>
/// <param name="Tag">Its short name in the reference data of IBSI, such as <c>cm_joint_max</c>.</param>
/// <param name="Aggregation">How directions and slices are joined, such as <c>3D, merged</c>; empty where nothing is joined.</param>
/// <param name="Value">The value; <see cref="double.NaN"/> where it is undefined.</param>
public readonly record struct IbsiFeature(FeatureDefinition Feature, string Tag, string Aggregation, double Value);
