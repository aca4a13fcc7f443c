using System.Reflection;
using Voxopsy.Radiomics.Ibsi.Quantities;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Names, codes and tags of the texture features of IBSI, in the order of the reference manual, from the attributes of the quantities.</summary>
internal static class IbsiNames
{
    internal static readonly (FeatureDefinition Feature, string Tag)[] Cooccurrence = Of<CooccurrenceQuantity>("glcm");

    internal static readonly (FeatureDefinition Feature, string Tag)[] RunLength = Of<RunLengthQuantity>("glrlm");

    internal static readonly (FeatureDefinition Feature, string Tag)[] SizeZone = Of<SizeZoneQuantity>("glszm");

    internal static readonly (FeatureDefinition Feature, string Tag)[] DistanceZone = Of<DistanceZoneQuantity>("gldzm");

    internal static readonly (FeatureDefinition Feature, string Tag)[] ToneDifference = Of<ToneDifferenceQuantity>("ngtdm");

    internal static readonly (FeatureDefinition Feature, string Tag)[] Dependence = Of<DependenceQuantity>("ngldm");

    private static (FeatureDefinition Feature, string Tag)[] Of<TQuantity>(string family)
        where TQuantity : struct, Enum =>
        [.. Enum.GetNames<TQuantity>()
            .Select(name => typeof(TQuantity).GetField(name)!.GetCustomAttribute<IbsiFeatureAttribute>()!)
            .Select(feature => (new FeatureDefinition(family, feature.Name, feature.Code, feature.Unit), feature.Tag))];
}
