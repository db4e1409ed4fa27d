// Splats into one camera, forward and backward, W splats at a time; the twin of raster/reference.py's `project`.
//
// Notation: p = W m + t is the mean in camera axes, J the Jacobian of the pinhole projection at p (its slope clamped a
// little outside the image), T = J W, R the splat's rotation, s its scales. U = T R diag(s) [2, 3] with rows u, v is a
// square root of the 2D covariance, which is therefore
//   [xx xy] = [u u + e   u v    ]        det = |u x v|^2 + e (u u + v v) + e^2,    e = EPS2D,
//   [xy yy]   [u v       v v + e]
// without the cancellation of xx yy - xy^2. The antialias compensation is |u x v| / sqrt(det).
//
// Backward, where ' marks a gradient: with G that of the conic Q = cov^-1 as a symmetric matrix, cov' = -Q G Q, and
// with Z = Q U and Y = G Z, U' = 2 cov' U = -2 Q Y, so log_scales'_k = u_k u'_k + v_k v'_k = -2 (Z^T Y)_kk. With
// n = U' diag(s): R' = T^T n, T' = n R^T, J' = T' W^T. Zwicker et al. 2002, "EWA Splatting", eq. 24 to 31.
#pragma once

#include "harmonics.h"
#include "kernels.h"
#include "simd.h"
#include "threads.h"

namespace nr::NR_ISA {

constexpr long PROJECT_GRAIN = 2048;      // splats that are worth waking a thread
constexpr float MAX_RADIUS_PX = 1 << 30;  // a larger box does not fit into int32

struct Vec3 {
    F x, y, z;
};
NR_INLINE F dot(const Vec3& a, const Vec3& b) { return fma(a.x, b.x, fma(a.y, b.y, a.z * b.z)); }
NR_INLINE Vec3 cross(const Vec3& a, const Vec3& b) {
    return {difference_of_products(a.y, b.z, a.z, b.y), difference_of_products(a.z, b.x, a.x, b.z),
            difference_of_products(a.x, b.y, a.y, b.x)};
}
NR_INLINE Vec3 times(F k, const Vec3& a) { return {k * a.x, k * a.y, k * a.z}; }
NR_INLINE Vec3 plus(const Vec3& a, const Vec3& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
NR_INLINE Vec3 minus(const Vec3& a, const Vec3& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
NR_INLINE Vec3 scaled(const Vec3& a, const Vec3& b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
NR_INLINE Vec3 broadcast(const float (&v)[3]) { return {set(v[0]), set(v[1]), set(v[2])}; }

// What the forward pass computes on the way and the backward pass computes again.
struct Geometry {
    Vec3 mean, p;
    F inv_z, slope_x, slope_y;   // 1 / z; the clamped x / z and y / z
    M is_free_x, is_free_y;      // not clamped
    F quat[4], inv_length;       // normalised; 1 / length before
    Vec3 rotation[3], scales;    // rows of R
    Vec3 t_x, t_y;               // rows of T
    Vec3 u, v, normal;           // rows of U and u x v
    F xx, xy, yy, inv_det;
    F opacity, one_minus_opacity;  // sigmoid, before the compensation
    F compensation;                // 1 without antialias
    F factor;                      // on the opacity, 1 without factors
};

NR_INLINE void load_geometry(const ProjectArgs& a, long i, int n, Geometry& g) {
    const Camera& camera = a.camera;
    F mean[3], scales[3];
    load_first_rows(a.means + 3 * i, n, mean);
    load_first_rows(a.quats + 4 * i, n, g.quat);
    load_first_rows(a.log_scales + 3 * i, n, scales);
    g.mean = {mean[0], mean[1], mean[2]};
    g.scales = {exp(scales[0]), exp(scales[1]), exp(scales[2])};

    const Vec3 view[3] = {broadcast(camera.rotation[0]), broadcast(camera.rotation[1]), broadcast(camera.rotation[2])};
    g.p = plus({dot(view[0], g.mean), dot(view[1], g.mean), dot(view[2], g.mean)}, broadcast(camera.translation));

    const F fx = set(camera.fx), fy = set(camera.fy);
    const float margin_x = 0.5f * FOV_MARGIN * camera.width / camera.fx;
    const float margin_y = 0.5f * FOV_MARGIN * camera.height / camera.fy;
    const F left = set(-camera.cx / camera.fx - margin_x), top = set(-camera.cy / camera.fy - margin_y);
    const F right = set((camera.width - camera.cx) / camera.fx + margin_x);
    const F bottom = set((camera.height - camera.cy) / camera.fy + margin_y);
    g.inv_z = set(1) / g.p.z;
    const F x_over_z = g.p.x * g.inv_z, y_over_z = g.p.y * g.inv_z;
    g.slope_x = clamp(x_over_z, left, right);
    g.slope_y = clamp(y_over_z, top, bottom);
    g.is_free_x = both(less_equal(left, x_over_z), less_equal(x_over_z, right));
    g.is_free_y = both(less_equal(top, y_over_z), less_equal(y_over_z, bottom));
    // J = f / z (1, 0, -slope_x) and f / z (0, 1, -slope_y).
    const F jx = fx * g.inv_z, jy = fy * g.inv_z;
    g.t_x = times(jx, minus(view[0], times(g.slope_x, view[2])));
    g.t_y = times(jy, minus(view[1], times(g.slope_y, view[2])));

    F length2 = set(0);
    for (const F q : g.quat) length2 = fma(q, q, length2);
    g.inv_length = set(1) / sqrt(length2);
    for (F& q : g.quat) q = q * g.inv_length;
    const F w = g.quat[0], x = g.quat[1], y = g.quat[2], z = g.quat[3], one = set(1), two = set(2);
    g.rotation[0] = {one - two * (y * y + z * z), two * (x * y - w * z), two * (x * z + w * y)};
    g.rotation[1] = {two * (x * y + w * z), one - two * (x * x + z * z), two * (y * z - w * x)};
    g.rotation[2] = {two * (x * z - w * y), two * (y * z + w * x), one - two * (x * x + y * y)};

    const auto row_of_u = [&](const Vec3& t) {
        const Vec3 turned = plus(plus(times(t.x, g.rotation[0]), times(t.y, g.rotation[1])), times(t.z, g.rotation[2]));
        return scaled(turned, g.scales);
    };
    g.u = row_of_u(g.t_x);
    g.v = row_of_u(g.t_y);
    g.normal = cross(g.u, g.v);
    const F uu = dot(g.u, g.u), vv = dot(g.v, g.v), area2 = dot(g.normal, g.normal), e = set(EPS2D);
    g.xx = uu + e;
    g.yy = vv + e;
    g.xy = dot(g.u, g.v);
    g.inv_det = set(1) / (area2 + e * (uu + vv + e));

    const F logit = n == W ? load(a.logit_opacities + i) : load_first(a.logit_opacities + i, n);
    const F odds = exp(set(0) - logit);
    g.opacity = set(1) / (set(1) + odds);
    g.one_minus_opacity = odds * g.opacity;  // keeps its digits where the opacity is almost 1
    g.compensation = a.antialias ? sqrt(area2 * g.inv_det) : set(1);
    F factor[1] = {set(1)};
    if (a.opacity_factors) load_first_rows(a.opacity_factors + i, n, factor);
    g.factor = factor[0];
}

// Unit direction from the camera to the mean; `inv_distance` is for the backward pass.
NR_INLINE Vec3 view_direction(const Camera& camera, const Vec3& mean, F& inv_distance) {
    Vec3 d = mean;  // mean - centre = mean + R^T t
    F* const parts[3] = {&d.x, &d.y, &d.z};
    for (int k = 0; k < 3; ++k) {
        float minus_center = 0;
        for (int r = 0; r < 3; ++r) minus_center += camera.rotation[r][k] * camera.translation[r];
        *parts[k] = *parts[k] + set(minus_center);
    }
    inv_distance = set(1) / max(sqrt(dot(d, d)), set(1e-12f));
    return times(inv_distance, d);
}

// Asks for the rows of shN of the visible lanes, three quarters of all that is read, well before they are needed.
NR_INLINE void prefetch_rest(const ProjectArgs& a, long i, unsigned visible) {
    const long stride = 3L * a.num_rest;
    for (; visible; visible &= visible - 1) {
        const float* const row = a.shN + (i + __builtin_ctz(visible)) * stride;
        for (long c = 0; c < stride; c += 16) __builtin_prefetch(row + c);
    }
}

// Columns of shN. Rows of lanes that are not visible are not touched: a visible row is read in their place.
NR_INLINE void load_rest(const ProjectArgs& a, long i, unsigned visible, int num_columns, F* columns) {
    const long stride = 3L * a.num_rest;
    const int some = __builtin_ctz(visible);
    const float* rows[W];
    for (int k = 0; k < W; ++k) rows[k] = a.shN + (i + (visible >> k & 1 ? k : some)) * stride;
    load_columns(rows, num_columns, columns);
}

NR_INLINE int num_rest_of_degree(int degree) { return (degree + 1) * (degree + 1) - 1; }

// All but the colours of W splats; returns which are visible.
NR_INLINE unsigned project_geometry(const ProjectArgs& a, const ProjectOutputs& out, long i, int n) {
    Geometry g;
    load_geometry(a, i, n, g);
    const Camera& camera = a.camera;
    const F mean_x = fma(set(camera.fx), g.p.x * g.inv_z, set(camera.cx));
    const F mean_y = fma(set(camera.fy), g.p.y * g.inv_z, set(camera.cy));
    const F opacity = g.opacity * g.compensation * g.factor;

    // Half the box of the ellipse alpha = ALPHA_MIN: sigma = 1/2 d^T Q d = ln(opacity / ALPHA_MIN).
    const F ratio = max(opacity * set(1 / ALPHA_MIN), set(1));
    const F extent = sqrt(set(2 * 0.693147181f) * log2(ratio));
    const F box_x = min(set(MAX_RADIUS_PX), ceil(extent * sqrt(g.xx)));
    const F box_y = min(set(MAX_RADIUS_PX), ceil(extent * sqrt(g.yy)));

    M is_visible = both(first_lanes(n), less(set(NEAR_PLANE), g.p.z));
    is_visible = both(is_visible, less_equal(set(ALPHA_MIN), opacity));
    is_visible = both(is_visible, both(less(set(0), mean_x + box_x), less(mean_x - box_x, set(camera.width))));
    is_visible = both(is_visible, both(less(set(0), mean_y + box_y), less(mean_y - box_y, set(camera.height))));

    const auto shown = [&](F x) { return zero_unless(is_visible, x); };
    const F means2d[2] = {shown(mean_x), shown(mean_y)};
    const F conics[3] = {shown(g.yy * g.inv_det), shown(set(0) - g.xy * g.inv_det), shown(g.xx * g.inv_det)};
    const F radii[2] = {(F)to_int(shown(box_x)), (F)to_int(shown(box_y))};
    const F depths[1] = {shown(g.p.z)}, opacities[1] = {shown(opacity)};
    store_first_rows(out.means2d + 2 * i, n, means2d);
    store_first_rows(out.depths + i, n, depths);
    store_first_rows(out.conics + 3 * i, n, conics);
    store_first_rows(out.opacities + i, n, opacities);
    store_first_rows(reinterpret_cast<float*>(out.radii) + 2 * i, n, radii);
    return bits(is_visible);
}

NR_INLINE void project_colors(const ProjectArgs& a, const ProjectOutputs& out, long i, int n, unsigned visible) {
    F color[3] = {set(0), set(0), set(0)};
    if (visible) {
        F inv_distance, mean[3], basis[MAX_REST], rest[3 * MAX_REST];
        load_first_rows(a.means + 3 * i, n, mean);
        const Vec3 d = view_direction(a.camera, {mean[0], mean[1], mean[2]}, inv_distance);
        sh_bases(a.sh_degree, d.x, d.y, d.z, basis);
        load_first_rows(a.sh0 + 3 * i, n, color);
        for (F& c : color) c = fma(set(SH_C0), c, set(0.5f));
        const int num_bases = num_rest_of_degree(a.sh_degree);
        if (num_bases) load_rest(a, i, visible, 3 * num_bases, rest);
        for (int k = 0; k < num_bases; ++k)
            for (int c = 0; c < 3; ++c) color[c] = fma(basis[k], rest[3 * k + c], color[c]);
        for (F& c : color) c = zero_unless(mask_of(visible), max(set(0), c));
    }
    store_first_rows(out.colors + 3 * i, n, color);
}

static void project(const ProjectArgs& args, const ProjectOutputs& out) {
    constexpr int GROUPS = 8;  // vectors of splats whose geometry is computed while their harmonics are fetched
    const int num_chunks = num_chunks_for(args.num_splats, PROJECT_GRAIN);
    parallel(num_chunks, [&](int chunk) {
        const Range range = chunk_range(args.num_splats, chunk, num_chunks, 64);
        for (long begin = range.begin; begin < range.end; begin += GROUPS * W) {
            const long end = begin + GROUPS * W < range.end ? begin + GROUPS * W : range.end;
            const auto count = [&](long i) { return end - i < W ? static_cast<int>(end - i) : W; };
            unsigned visible[GROUPS];
            for (long i = begin; i < end; i += W) {
                visible[(i - begin) / W] = project_geometry(args, out, i, count(i));
                if (args.sh_degree) prefetch_rest(args, i, visible[(i - begin) / W]);
            }
            for (long i = begin; i < end; i += W) project_colors(args, out, i, count(i), visible[(i - begin) / W]);
        }
    });
}

// Gradients of `in` for W splats, 0 where there is none or the splat is culled.
template <int C>
NR_INLINE void load_gradient(const float* p, long i, int n, M is_visible, F (&columns)[C]) {
    for (F& column : columns) column = set(0);
    if (!p) return;
    load_first_rows(p + C * i, n, columns);
    for (F& column : columns) column = zero_unless(is_visible, column);
}

// Gradients of colour: to sh0 and shN (written), and through the view direction to the mean (returned).
NR_INLINE Vec3 colors_backward(const ProjectArgs& a, const ProjectGradients& grad, long i, int n, M is_visible,
                               const Geometry& g, bool is_streaming) {
    F d_color[3], color[3], inv_distance, basis[MAX_REST], h[MAX_REST], rest[3 * MAX_REST];
    load_gradient(grad.colors, i, n, is_visible, d_color);
    const Vec3 d = view_direction(a.camera, g.mean, inv_distance);
    sh_bases(a.sh_degree, d.x, d.y, d.z, basis);
    const unsigned visible = bits(is_visible);
    const int num_bases = num_rest_of_degree(a.sh_degree), num_columns = 3 * num_bases;
    Vec3 d_mean = {set(0), set(0), set(0)};

    if (visible) {
        load_first_rows(a.sh0 + 3 * i, n, color);
        for (F& c : color) c = fma(set(SH_C0), c, set(0.5f));
        if (num_bases) load_rest(a, i, visible, num_columns, rest);
        for (int k = 0; k < num_bases; ++k)
            for (int c = 0; c < 3; ++c) color[c] = fma(basis[k], rest[3 * k + c], color[c]);
        for (int c = 0; c < 3; ++c) d_color[c] = zero_unless(less_equal(set(0), color[c]), d_color[c]);
        for (int k = 0; k < num_bases; ++k)
            h[k] = fma(d_color[0], rest[3 * k], fma(d_color[1], rest[3 * k + 1], d_color[2] * rest[3 * k + 2]));
        Vec3 d_dir;
        sh_bases_backward(a.sh_degree, d.x, d.y, d.z, h, d_dir.x, d_dir.y, d_dir.z);
        d_mean = times(inv_distance, minus(d_dir, times(dot(d, d_dir), d)));  // through the normalisation
    }

    const F d_sh0[3] = {set(SH_C0) * d_color[0], set(SH_C0) * d_color[1], set(SH_C0) * d_color[2]};
    store_first_rows(grad.sh0 + 3 * i, n, d_sh0);
    for (int k = 0; k < num_bases; ++k)
        for (int c = 0; c < 3; ++c) rest[3 * k + c] = zero_unless(is_visible, basis[k] * d_color[c]);
    for (int k = num_columns; k < 3 * a.num_rest; ++k) rest[k] = set(0);
    if (a.num_rest) store_columns(grad.shN + 3L * a.num_rest * i, n, 3 * a.num_rest, rest, is_streaming);
    return d_mean;
}

// Gradient of the normalised quaternion from that of R (rows), then through the normalisation.
NR_INLINE void rotation_backward(const Geometry& g, const Vec3 (&d)[3], F (&out)[4]) {
    const F w = g.quat[0], x = g.quat[1], y = g.quat[2], z = g.quat[3], two = set(2);
    const F d01p = d[0].y + d[1].x, d01m = d[1].x - d[0].y;
    const F d02p = d[0].z + d[2].x, d02m = d[0].z - d[2].x;
    const F d12p = d[1].z + d[2].y, d12m = d[2].y - d[1].z;
    const F q[4] = {two * (x * d12m + y * d02m + z * d01m),
                    two * (w * d12m + y * d01p + z * d02p - two * x * (d[1].y + d[2].z)),
                    two * (w * d02m + x * d01p + z * d12p - two * y * (d[0].x + d[2].z)),
                    two * (w * d01m + x * d02p + y * d12p - two * z * (d[0].x + d[1].y))};
    const F along = q[0] * w + q[1] * x + q[2] * y + q[3] * z;
    for (int k = 0; k < 4; ++k) out[k] = g.inv_length * (q[k] - along * g.quat[k]);
}

NR_INLINE M visible_lanes(const ProjectGradients& grad, long i, int n) {
    F radii[2];
    load_first_rows(reinterpret_cast<const float*>(grad.radii) + 2 * i, n, radii);
    const F smaller = min(to_float((I)radii[0]), to_float((I)radii[1]));
    return both(first_lanes(n), less(set(0), smaller));
}

NR_INLINE void project_backward_lanes(const ProjectArgs& a, const ProjectGradients& grad, long i, int n,
                                      bool is_streaming) {
    Geometry g;
    load_geometry(a, i, n, g);
    const M is_visible = visible_lanes(grad, i, n);
    const Camera& camera = a.camera;

    F d_mean2d[2], d_depth[1], d_conic[3], d_opacity[1];
    load_gradient(grad.means2d, i, n, is_visible, d_mean2d);
    load_gradient(grad.depths, i, n, is_visible, d_depth);
    load_gradient(grad.conics, i, n, is_visible, d_conic);
    load_gradient(grad.opacities, i, n, is_visible, d_opacity);
    Vec3 d_mean = colors_backward(a, grad, i, n, is_visible, g, is_streaming);

    // Z = Q U without the cancellation in Q t for the direction t of a needle: (vv u - uv v) is v x (u x v).
    const F e = set(EPS2D), half_b = set(0.5f) * d_conic[1], minus_two = set(-2);
    const F qa = g.yy * g.inv_det, qb = set(0) - g.xy * g.inv_det, qc = g.xx * g.inv_det;
    const Vec3 z_u = times(g.inv_det, plus(cross(g.v, g.normal), times(e, g.u)));
    const Vec3 z_v = times(g.inv_det, plus(cross(g.normal, g.u), times(e, g.v)));
    const Vec3 y_u = plus(times(d_conic[0], z_u), times(half_b, z_v));
    const Vec3 y_v = plus(times(half_b, z_u), times(d_conic[2], z_v));
    Vec3 d_u = times(minus_two, plus(times(qa, y_u), times(qb, y_v)));
    Vec3 d_v = times(minus_two, plus(times(qb, y_u), times(qc, y_v)));
    Vec3 d_log_scales = times(minus_two, plus(scaled(z_u, y_u), scaled(z_v, y_v)));

    // The compensation area / sqrt(det), det = area^2 + e (uu + vv + e).
    const F d_sigmoid = d_opacity[0] * g.compensation * g.factor;
    const F d_factor[1] = {zero_unless(is_visible, d_opacity[0] * g.opacity * g.compensation)};
    if (a.opacity_factors) store_first_rows(grad.opacity_factors + i, n, d_factor);
    if (a.antialias) {
        const F d_compensation = d_opacity[0] * g.opacity * g.factor;
        const F area = sqrt(dot(g.normal, g.normal));
        const F two_d_det = set(0) - d_compensation * g.compensation * g.inv_det;
        // area' times the unit normal, plus 2 det' times the normal; 0 where the area is.
        const F inv_area = zero_unless(less(set(0), area), set(1) / area);
        const Vec3 d_normal = times(fma(d_compensation * sqrt(g.inv_det), inv_area, two_d_det), g.normal);
        const Vec3 more_u = plus(cross(g.v, d_normal), times(two_d_det * e, g.u));
        const Vec3 more_v = plus(cross(d_normal, g.u), times(two_d_det * e, g.v));
        d_u = plus(d_u, more_u);
        d_v = plus(d_v, more_v);
        d_log_scales = plus(d_log_scales, plus(scaled(more_u, g.u), scaled(more_v, g.v)));
    }

    const Vec3 n_u = scaled(d_u, g.scales), n_v = scaled(d_v, g.scales);
    const Vec3 d_rotation[3] = {plus(times(g.t_x.x, n_u), times(g.t_y.x, n_v)),
                                plus(times(g.t_x.y, n_u), times(g.t_y.y, n_v)),
                                plus(times(g.t_x.z, n_u), times(g.t_y.z, n_v))};
    const Vec3 d_tx = {dot(g.rotation[0], n_u), dot(g.rotation[1], n_u), dot(g.rotation[2], n_u)};
    const Vec3 d_ty = {dot(g.rotation[0], n_v), dot(g.rotation[1], n_v), dot(g.rotation[2], n_v)};

    // t_x = fx / z (w_x - slope_x w_z) with the rows w of the view's rotation; likewise t_y.
    const Vec3 view[3] = {broadcast(camera.rotation[0]), broadcast(camera.rotation[1]), broadcast(camera.rotation[2])};
    const F jx = set(camera.fx) * g.inv_z, jy = set(camera.fy) * g.inv_z;
    const F d_slope_x = zero_unless(g.is_free_x, set(0) - jx * dot(d_tx, view[2]));
    const F d_slope_y = zero_unless(g.is_free_y, set(0) - jy * dot(d_ty, view[2]));
    const F d_x_over_z = fma(set(camera.fx), d_mean2d[0], d_slope_x);
    const F d_y_over_z = fma(set(camera.fy), d_mean2d[1], d_slope_y);
    const F through_j = dot(d_tx, g.t_x) + dot(d_ty, g.t_y);  // both rows are proportional to 1 / z
    const F through_slopes = d_x_over_z * (g.p.x * g.inv_z) + d_y_over_z * (g.p.y * g.inv_z);
    const Vec3 d_p = {d_x_over_z * g.inv_z, d_y_over_z * g.inv_z, d_depth[0] - g.inv_z * (through_j + through_slopes)};
    d_mean = plus(d_mean, plus(plus(times(d_p.x, view[0]), times(d_p.y, view[1])), times(d_p.z, view[2])));

    F d_quat[4];
    rotation_backward(g, d_rotation, d_quat);
    for (F& q : d_quat) q = zero_unless(is_visible, q);
    const auto shown = [&](const Vec3& x, F (&columns)[3]) {
        columns[0] = zero_unless(is_visible, x.x);
        columns[1] = zero_unless(is_visible, x.y);
        columns[2] = zero_unless(is_visible, x.z);
    };
    F d_means[3], d_scales[3];
    shown(d_mean, d_means);
    shown(d_log_scales, d_scales);
    const F d_logits[1] = {zero_unless(is_visible, d_sigmoid * g.opacity * g.one_minus_opacity)};
    store_first_rows(grad.means + 3 * i, n, d_means);
    store_first_rows(grad.quats + 4 * i, n, d_quat);
    store_first_rows(grad.log_scales + 3 * i, n, d_scales);
    store_first_rows(grad.logit_opacities + i, n, d_logits);
}

static void project_backward(const ProjectArgs& args, const ProjectGradients& grad) {
    constexpr long AHEAD = 6 * W;  // splats whose harmonics are fetched before their turn
    const bool is_aligned = reinterpret_cast<std::uintptr_t>(grad.shN) % 64 == 0;
    const int num_chunks = num_chunks_for(args.num_splats, PROJECT_GRAIN);
    parallel(num_chunks, [&](int chunk) {
        const Range range = chunk_range(args.num_splats, chunk, num_chunks, 64);
        for (long i = range.begin; i < range.end; i += W) {
            const int n = range.end - i < W ? static_cast<int>(range.end - i) : W;
            if (args.sh_degree && i + AHEAD + W <= range.end)
                prefetch_rest(args, i + AHEAD, bits(visible_lanes(grad, i + AHEAD, W)));
            project_backward_lanes(args, grad, i, n, is_aligned && n == W);
        }
        stream_fence();
    });
}

}  // namespace nr::NR_ISA
