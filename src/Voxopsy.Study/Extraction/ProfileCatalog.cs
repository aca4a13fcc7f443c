using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>What a feature set will compute, told by computing it on a small phantom: names, families, codes and units before any patient is read.</summary>
internal static class ProfileCatalog
{
    /// <summary>The values of the phantom, one entry a column, in the order of the columns; none when a parameter file refuses the phantom.</summary>
    internal static ImmutableArray<(string Column, ProfileValue Value)> Of(FeatureSetDefinition set)
    {
        try
        {
            return Columns(set);
        }
        catch (ImagingException)
        {
            // A least size or a bin width that only real regions meet: names are then known when the first region is.
            return [];
        }
    }

    private static ImmutableArray<(string Column, ProfileValue Value)> Columns(FeatureSetDefinition set)
    {
        FeatureProfile profile = FeatureProfile.Of(set);
        (ScalarField image, Mask mask) = Phantom(set.Radiomics);
        List<(string, ProfileValue)> columns = [.. profile.OfRegion(mask).Select(value => (value.Name, value))];
        for (int i = 0; i < set.Images.Length; i++)
        {
            string prefix = RegionFeatures.Prefix(set, i);
            columns.AddRange(profile.OfImage(image, PixelKind.Double, mask, i).Select(value => ((value.OfRegionAlone ? string.Empty : prefix) + value.Name, value)));
        }

        return [.. columns];
    }

    /// <summary>A ball with a gradient, on the spacing the settings resample to, wide enough for every filter.</summary>
    private static (ScalarField Image, Mask Mask) Phantom(RadiomicsDefinition radiomics)
    {
        const int Width = 24;
        double step = radiomics.SpacingMillimeters.FirstOrDefault(spacing => spacing > 0);
        double widest = radiomics.Filters.SelectMany(filter => filter.SigmasMillimeters).DefaultIfEmpty(0).Max();
        step = Math.Max(step > 0 ? step : 1, widest / (Width - 4));
        Grid grid = Grid.Axial(new GridSize(Width, Width, Width), new VoxelSpacing(step, step, step));
        double[] values = new double[grid.Size.VoxelCount];
        byte[] members = new byte[values.Length];
        double center = radiomics.Range.IsEmpty ? 100 : (radiomics.Range[0] + radiomics.Range[1]) / 2;
        double slope = 0.05 * (radiomics.Range.IsEmpty ? radiomics.BinWidth : Math.Min(radiomics.BinWidth, (radiomics.Range[1] - radiomics.Range[0]) / 10));
        for (int z = 0; z < Width; z++)
        {
            for (int y = 0; y < Width; y++)
            {
                for (int x = 0; x < Width; x++)
                {
                    int i = grid.Size.Offset(x, y, z);
                    values[i] = center + (slope * (x + (2 * y) + ((x * y * z) % 7) - 39));
                    members[i] = (byte)(Math.Pow(x - 11.5, 2) + Math.Pow(y - 11.5, 2) + Math.Pow(z - 11.5, 2) < 36 ? 1 : 0);
                }
            }
        }

        return (new ScalarField(grid, values), Mask.FromMembership(grid, members));
    }
}
