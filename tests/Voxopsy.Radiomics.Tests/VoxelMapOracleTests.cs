using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Imaging;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Testing;

namespace Voxopsy.Radiomics.Tests;

/// <summary>Voxel-based feature values of PyRadiomics, at every voxel of a region; the configuration's name says its kernel.</summary>
public sealed partial class VoxelMapOracleTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void Maps_EveryConfigurationClassAndVoxel()
    {
        OracleTally tally = new("pyradiomics/voxel maps");
        string folder = ReferenceFolders.Oracle("radiomics", "pyradiomics");
        foreach (string path in Directory.EnumerateFiles(Path.Combine(folder, "anchor"), "voxel_maps_*.csv").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(path)["voxel_maps_".Length..];
            Volume image = VolumeReader.Read(Path.Combine(folder, "cases", name + "_image.nrrd"));
            Mask mask = MaskReader.Read(Path.Combine(folder, "cases", name + "_label.nrrd"), [1]);
            foreach (var group in PyRadiomicsReference.Rows(path).GroupBy(cells => (Config: cells[0], Class: cells[1])))
            {
                Match kernel = Kernel().Match(group.Key.Config);
                if (!kernel.Success)
                {
                    tally.Fail(group.Key.Config, "the name of the configuration does not say its kernel");
                    continue;
                }

                PyRadiomicsSettings settings = new() { BinWidth = int.Parse(kernel.Groups[3].Value, CultureInfo.InvariantCulture), Force2D = kernel.Groups[4].Success };
                VoxelMapSettings map = new() { KernelRadius = int.Parse(kernel.Groups[1].Value, CultureInfo.InvariantCulture), MaskedKernel = kernel.Groups[2].Value == "masked" };
                Dictionary<string, double> actual = [];
                foreach (var (voxel, features) in VoxelMaps.Compute(image, mask, group.Key.Class, settings, map))
                {
                    foreach (FeatureValue feature in features)
                    {
                        actual[$"{feature.Name},{voxel.X},{voxel.Y},{voxel.Z}"] = feature.Value;
                    }
                }

                foreach (string[] cells in group)
                {
                    string key = string.Join(',', cells[2..6]);
                    tally.Check($"{group.Key}", key, double.Parse(cells[6], CultureInfo.InvariantCulture), actual.GetValueOrDefault(key, double.NaN), 1e-9);
                }
            }
        }

        tally.Finish(0.995);
    }

    [GeneratedRegex(@"^r(\d+)_(masked|unmasked)_bw(\d+)(_force2D)?$")]
    private static partial Regex Kernel();
}
