#pragma clang diagnostic ignored "-Wmissing-prototypes"

#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

struct _6
{
    float4x4 _m0;
    float4 _m1;
    float4 _m2;
    float4 _m3;
    float4 _m4;
};

struct _8
{
    float4 _m0;
    float2 _m1;
};

struct _15
{
    _6 _m0;
};

struct _18
{
    float4 _m0[1];
};

struct vertex_main_out
{
    float2 m_87 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _32(float4 _31, constant _15& v_14)
{
    return float4(_31.x, _31.y * v_14._m0._m4.x, (_31.z * v_14._m0._m4.y) + (_31.w * v_14._m0._m4.z), _31.w);
}

vertex vertex_main_out vertex_main(constant _15& v_14 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _103 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _117 = _8{ _32(float4(_103, 0.0, 1.0), v_14), float2(0.5 + (0.5 * _103.x), 0.5 - (0.5 * _103.y)) * v_14._m0._m2.zw };
    out.gl_Position = _117._m0;
    out.m_87 = _117._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_156 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_153 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint2 _121(uint2 _123, uint2 _124)
{
    return _123 % select(_124, uint2(1u), _124 == uint2(0u));
}

static inline __attribute__((always_inline))
uint2 _133(uint2 _134, uint2 _135)
{
    return _134 / select(_135, uint2(1u), _135 == uint2(0u));
}

static inline __attribute__((always_inline))
uint _140(uint _142, uint _143)
{
    return _142 % ((_143 == 0u) ? 1u : _143);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _18& _17 [[buffer(1)]], texture2d_array<float> _20 [[texture(2)]], texture2d_array<float> _22 [[texture(4)]], texture2d_array<float> _23 [[texture(6)]], texture2d_array<float> _24 [[texture(8)]], texture2d_array<float> _25 [[texture(10)]], texture2d_array<float> _26 [[texture(12)]], texture2d_array<float> _27 [[texture(14)]], texture2d_array<float> _28 [[texture(16)]], texture2d_array<float> _29 [[texture(18)]], float4 gl_FragCoord [[position]])
{
    float4 _172 = float4(0.0);
    fragment_main_out out = {};
    uint2 _181 = uint2(fast::clamp((_8{ gl_FragCoord, in.m_153 })._m1, float2(0.0), float2(4294967040.0)));
    uint _185 = uint(fast::clamp(_17._m0[0u].x, 0.0, 4294967040.0));
    uint2 _187 = _121(_181, uint2(_185));
    uint2 _189 = _133(_181, uint2(_185));
    uint _195 = _140(_189.x, 2u) + (2u * _140(_189.y, 2u));
    uint2 _196 = _133(_189, uint2(2u));
    switch (_187.x + (_185 * _187.y))
    {
        case 0u:
        {
            uint3 _212 = uint3(_196, _195);
            _172 = _20.read(uint2(_212.xy), uint(_212.z), 0);
            break;
        }
        case 1u:
        {
            uint3 _214 = uint3(_196, _195);
            _172 = _22.read(uint2(_214.xy), uint(_214.z), 0);
            break;
        }
        case 2u:
        {
            uint3 _216 = uint3(_196, _195);
            _172 = _23.read(uint2(_216.xy), uint(_216.z), 0);
            break;
        }
        case 3u:
        {
            uint3 _218 = uint3(_196, _195);
            _172 = _24.read(uint2(_218.xy), uint(_218.z), 0);
            break;
        }
        case 4u:
        {
            uint3 _220 = uint3(_196, _195);
            _172 = _25.read(uint2(_220.xy), uint(_220.z), 0);
            break;
        }
        case 5u:
        {
            uint3 _222 = uint3(_196, _195);
            _172 = _26.read(uint2(_222.xy), uint(_222.z), 0);
            break;
        }
        case 6u:
        {
            uint3 _224 = uint3(_196, _195);
            _172 = _27.read(uint2(_224.xy), uint(_224.z), 0);
            break;
        }
        case 7u:
        {
            uint3 _226 = uint3(_196, _195);
            _172 = _28.read(uint2(_226.xy), uint(_226.z), 0);
            break;
        }
        default:
        {
            uint3 _228 = uint3(_196, _195);
            _172 = _29.read(uint2(_228.xy), uint(_228.z), 0);
            break;
        }
    }
    out.m_156 = _172;
    return out;
}
