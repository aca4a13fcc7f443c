using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Intensity;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Feature maps: each voxel of a region gets the features of its neighborhood, as PyRadiomics' voxel-based extraction.</summary>
/// <remarks>Gray levels are made once for the whole region (masked kernel) or for the block around it, and kept in every kernel.</remarks>
public static class VoxelMaps
{
    /// <summary>Computes the features of the kernel around every voxel of a region.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mask">The region, on the grid of the image.</param>
    /// <param name="family">One of firstorder, glcm, gldm, glrlm, glszm and ngtdm.</param>
    /// <param name="settings">What to compute, and how.</param>
    /// <param name="kernel">How kernels are cut out.</param>
    /// <returns>Voxel and features, in memory order of the voxels.</returns>
    /// <exception cref="ArgumentException">The class is not known.</exception>
    public static IEnumerable<(VoxelIndex Voxel, IReadOnlyList<FeatureValue> Features)> Compute(
        IVoxelSource image, Mask mask, string family, PyRadiomicsSettings settings, VoxelMapSettings kernel)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(kernel);
        Mask.RequireVoxels(mask);
        return Walk(image, mask, family, settings, kernel);
    }

    private static IEnumerable<(VoxelIndex Voxel, IReadOnlyList<FeatureValue> Features)> Walk(
        IVoxelSource image, Mask mask, string family, PyRadiomicsSettings settings, VoxelMapSettings kernel)
    {
        int radius = kernel.KernelRadius;
        Mask counted = kernel.MaskedKernel ? mask : WholeBlock(mask, radius);
        double[] intensities = RegionIntensities.Of(image, counted);
        DiscretizedRegion region = DiscretizedRegion.Of(counted, intensities, settings.GrayLevels, margin: settings.Distances.Max());
        ScalarField block = ScalarField.Crop(image, counted.Box);
        VoxelIndex reach = new(settings.Plane == 0 ? 0 : radius, settings.Plane == 1 ? 0 : radius, settings.Plane == 2 ? 0 : radius);
        VoxelIndex start = counted.Box.Start;
        foreach (VoxelIndex voxel in Voxels(mask))
        {
            VoxelIndex center = new(voxel.X - start.X, voxel.Y - start.Y, voxel.Z - start.Z);
            DiscretizedRegion around = region.Around(center, reach);
            TextureClasses texture = new(around, settings);
            IEnumerable<FeatureValue> values = family switch
            {
                "firstorder" => FirstOrderFeatures.Compute(Intensities(block, region, center, reach), around.Histogram, mask.Grid.VoxelVolume, settings.VoxelArrayShift),
                "glcm" => texture.Cooccurrence(),
                "gldm" => texture.Dependence(),
                "glrlm" => texture.RunLength(),
                "glszm" => texture.SizeZone(),
                "ngtdm" => texture.ToneDifference(),
                _ => throw new ArgumentException($"No feature class with maps is named '{family}'; there are firstorder, glcm, gldm, glrlm, glszm and ngtdm.", nameof(family)),
            };
            yield return (voxel, [.. values]);
        }
    }

    private static Mask WholeBlock(Mask mask, int radius)
    {
        BoundingBox block = mask.Box.Grow(radius, radius, radius, mask.Grid.Size);
        byte[] all = new byte[block.Size.VoxelCount];
        Array.Fill(all, (byte)1);
        return Mask.FromBox(mask.Grid, block, all);
    }

    private static IEnumerable<VoxelIndex> Voxels(Mask mask)
    {
        GridSize size = mask.Box.Size;
        for (int i = 0; i < size.VoxelCount; i++)
        {
            (int x, int y, int z) = (i % size.X, i / size.X % size.Y, i / size.X / size.Y);
            if (mask.BoxMembership[i] != 0)
            {
                yield return new VoxelIndex(mask.Box.Start.X + x, mask.Box.Start.Y + y, mask.Box.Start.Z + z);
            }
        }
    }

    private static double[] Intensities(ScalarField block, DiscretizedRegion region, VoxelIndex center, VoxelIndex reach)
    {
        BoundingBox box = new BoundingBox(center, new GridSize(1, 1, 1)).Grow(reach.X, reach.Y, reach.Z, region.Size);
        List<double> values = [];
        for (int z = box.Start.Z; z < box.Start.Z + box.Size.Z; z++)
        {
            for (int y = box.Start.Y; y < box.Start.Y + box.Size.Y; y++)
            {
                for (int x = box.Start.X; x < box.Start.X + box.Size.X; x++)
                {
                    if (region.Levels[region.At(x, y, z)] != 0)
                    {
                        values.Add(block.Values[region.Size.Offset(x, y, z)]);
                    }
                }
            }
        }

        return [.. values];
    }
}
