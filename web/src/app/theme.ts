// SPDX-License-Identifier: Apache-2.0
import { theme as antd, type ThemeConfig } from 'antd';

/** Contrasts of both sets are checked by axe (tests/browser). */
const LIGHT: ThemeConfig = {
  algorithm: antd.defaultAlgorithm,
  token: {
    colorPrimary: '#0958d9',
    colorPrimaryHover: '#1668dc',
    colorLinkHover: '#1668dc',
    colorInfo: '#0958d9',
    colorLink: '#0958d9',
    colorError: '#cf1322',
    colorSuccess: '#237804',
    colorWarning: '#ad4e00',
    colorSuccessBg: '#f6ffed',
    colorSuccessBorder: '#b7eb8f',
    colorErrorBg: '#fff1f0',
    colorErrorBorder: '#ffa39e',
    colorWarningBg: '#fffbe6',
    colorWarningBorder: '#ffe58f',
    colorInfoBg: '#e6f4ff',
    colorInfoBorder: '#91caff',
    colorTextPlaceholder: 'rgba(0,0,0,0.58)',
    colorTextDescription: 'rgba(0,0,0,0.65)',
  },
  components: { Layout: { siderBg: '#ffffff', headerBg: '#ffffff' } },
};

const DARK: ThemeConfig = {
  algorithm: antd.darkAlgorithm,
  token: {
    colorPrimary: '#3c89e8',
    colorInfo: '#3c89e8',
    colorLink: '#65a9f3',
    colorError: '#f07a7a',
    colorErrorText: '#e88080',
    colorTextPlaceholder: 'rgba(255,255,255,0.62)',
    colorTextDescription: 'rgba(255,255,255,0.68)',
  },
  components: {
    Layout: { siderBg: '#141414', headerBg: '#141414' },
    Menu: { itemSelectedColor: '#8cc2ff' },
    Tag: { colorInfo: '#65a9f3' },
    Button: {
      primaryColor: '#06172b',
      colorPrimary: '#4a93ea',
      colorPrimaryHover: '#6aa8f0',
      colorPrimaryActive: '#4a93ea',
    },
  },
};

export const themeOf = (dark: boolean): ThemeConfig => (dark ? DARK : LIGHT);
