using System.Buffers.Binary;
using System.IO.Compression;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Tiles;

namespace Voxopsy.Imaging.Tests;

public sealed class SliceTileTests
{
    [Fact]
    public void Draw_RegionWithALargestSlice_ShowsItsOutlineOnly()
    {
        Grid grid = Grid.Axial(new GridSize(32, 16, 3), new VoxelSpacing(1, 1, 5));
        byte[] members = new byte[grid.Size.VoxelCount];
        members[grid.Size.Offset(2, 2, 0)] = 1;
        for (int y = 4; y < 10; y++)
        {
            members.AsSpan(grid.Size.Offset(8, y, 2), 6).Fill(1);
        }

        SliceTile tile = SliceTile.Draw(new Volume(grid, new float[members.Length]), Mask.FromMembership(grid, members), 32);
        (int width, int height, byte[] pixels) = Read(tile.Png);

        Assert.Equal((2, 3), (tile.Slice, tile.Slices));
        Assert.Equal((32, 16), (width, height));
        for (int at = 0; at < pixels.Length; at++)
        {
            (int x, int y) = (at % 32, at / 32);
            bool inside = x is >= 8 and < 14 && y is >= 4 and < 10;
            bool inner = x is > 8 and < 13 && y is > 4 and < 9;
            Assert.Equal(inside && !inner, pixels[at] == 255);
        }
    }

    [Fact]
    public void Draw_AnyImage_GivesAPictureWithRightSums()
    {
        Grid grid = Grid.Axial(new GridSize(20, 30, 2), new VoxelSpacing(2, 1, 1));
        Mask mask = Mask.FromBox(grid, new BoundingBox(new VoxelIndex(3, 3, 1), new GridSize(2, 2, 1)), [1, 1, 1, 1]);
        SliceTile tile = SliceTile.Draw(new Volume(grid, [.. Enumerable.Range(0, 1200).Select(i => i % 7 == 0 ? float.NaN : i)]), mask, 64);

        Assert.Equal((64, 48), (Read(tile.Png).Width, Read(tile.Png).Height));
    }

    /// <summary>An independent reading: chunks, checksums bit by bit, inflated rows without a filter.</summary>
    private static (int Width, int Height, byte[] Pixels) Read(byte[] png)
    {
        int at = 8;
        (int width, int height) = (0, 0);
        byte[] pixels = [];
        while (at < png.Length)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            ReadOnlySpan<byte> kind = png.AsSpan(at + 4, 4);
            uint sum = uint.MaxValue;
            foreach (byte value in png.AsSpan(at + 4, length + 4))
            {
                sum ^= value;
                for (int bit = 0; bit < 8; bit++)
                {
                    sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
                }
            }

            Assert.Equal(~sum, BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            if (kind.SequenceEqual("IHDR"u8))
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 12)));
            }
            else if (kind.SequenceEqual("IDAT"u8))
            {
                using ZLibStream inflate = new(new MemoryStream(png, at + 8, length), CompressionMode.Decompress);
                byte[] rows = new byte[(width + 1) * height];
                inflate.ReadExactly(rows);
                pixels = [.. Enumerable.Range(0, height).SelectMany(y => rows.AsSpan((y * (width + 1)) + 1, width).ToArray())];
            }

            at += 12 + length;
        }

        return (width, height, pixels);
    }
}
